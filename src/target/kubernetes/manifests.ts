import { readFile, realpath } from 'node:fs/promises'
import { resolve, sep } from 'node:path'
import { parseAllDocuments } from 'yaml'
import { Failure, messageOf } from '../../failure.ts'
import type { Service, Workload } from './objects.ts'

export type Manifests = { deployment: Workload; service?: Service }

/** Reads the files of the workspace from which a release is made. */
export async function readManifests(paths: readonly string[], workspace = '.'): Promise<Manifests> {
  const root = await realpath(workspace)
  const objects = await Promise.all(
    paths.map(async (path) => parseManifest(await readInside(root, path), path)),
  )
  return chooseManifests(objects.flat(), paths.join(', '))
}

/** A link must not lead to what is not of the checkout. */
async function readInside(root: string, path: string): Promise<string> {
  try {
    const found = await realpath(resolve(root, path))
    if (found.startsWith(root + sep)) return await readFile(found, 'utf8')
  } catch (cause) {
    throw new Failure('not-found', `manifest "${path}" cannot be read: ${messageOf(cause)}`, { cause })
  }
  throw new Failure('denied', `manifest "${path}" is a link that leads out of the workspace`)
}

type Manifest = { apiVersion?: unknown; kind?: unknown; metadata?: { name?: unknown } }

export function parseManifest(text: string, path: string): Manifest[] {
  // More than a hundred aliases make a small file a huge one.
  const documents = parseAllDocuments(text)
  return [...documents].flatMap((document) => {
    const [error] = document.errors
    if (error !== undefined)
      throw new Failure('invalid-input', `manifest "${path}" is not YAML: ${error.message.split('\n')[0]}`)
    const value = document.toJS({ maxAliasCount: 100 }) as unknown
    if (value === null || value === undefined) return []
    if (typeof value !== 'object' || Array.isArray(value))
      throw new Failure('invalid-input', `manifest "${path}" holds something that is no object of Kubernetes`)
    return [value]
  })
}

/**
 * Takes the Deployment and the Service. Anything else is refused: an object that releases share, such as a
 * ConfigMap, would change under the one that serves.
 */
export function chooseManifests(objects: readonly Manifest[], paths: string): Manifests {
  const kindOf = ({ apiVersion, kind }: Manifest) => `${String(apiVersion)} ${String(kind)}`
  const ofKind = (kind: string) => objects.filter((object) => kindOf(object) === kind)
  const deployments = ofKind('apps/v1 Deployment')
  const services = ofKind('v1 Service')
  const other = objects.find((object) => !['apps/v1 Deployment', 'v1 Service'].includes(kindOf(object)))
  if (other !== undefined) {
    throw new Failure(
      'invalid-input',
      `${paths}: a ${kindOf(other)} is not part of a release; apply it in a step before, under a name that changes with its content`,
    )
  }
  const [deployment, ...more] = deployments
  if (deployment === undefined || more.length > 0 || services.length > 1) {
    throw new Failure(
      'invalid-input',
      `${paths}: wanted one Deployment and at most one Service; found ${deployments.length} and ${services.length}`,
    )
  }
  for (const { metadata, kind } of objects) {
    if (typeof metadata?.name !== 'string')
      throw new Failure('invalid-input', `${paths}: the ${String(kind)} has no metadata.name`)
  }
  const { spec } = deployment as Partial<Workload>
  if (!Array.isArray(spec?.template?.spec?.containers))
    throw new Failure('invalid-input', `${paths}: the Deployment has no spec.template.spec.containers`)
  const [service] = services as Service[]
  return { deployment: deployment as Workload, ...(service !== undefined && { service }) }
}
