import { join } from 'node:path'
import { isObject, list, open, optional, type Shape, text } from '../evidence/shape.ts'
import { Failure } from '../failure.ts'
import { type ImageAccess, imageArgument, requireSameImage, writeDockerConfig } from './image-access.ts'
import { readSbom, type Sbom } from './sbom.ts'
import type { ScannerEdge } from './scanner.ts'
import { findTool, type ToolSettings } from './tool.ts'
import { readReport, runTool } from './tool-run.ts'
import type { WorkFolder } from './work-folder.ts'

/** What Syft found in an image: for everybody, and in its own words, which hold more of what Grype asks for. */
export type Inventory = { sbom: Sbom; path: string }

/** Schemas of Syft's own JSON by their first number, within which nothing that is read here changes. */
const knownSchemas = ['16']

/** Lists what is in an image. */
export async function listPackages(
  image: ImageAccess,
  settings: ToolSettings,
  work: WorkFolder,
  edge: ScannerEdge,
): Promise<Inventory> {
  const { path: given, timeout } = settings
  // Version and checksum that are asked for are the scanner's.
  const tool = await findTool(
    'syft',
    { ...settings, version: undefined, checksum: undefined, path: given },
    work,
    edge,
  )
  const [own, shared] = [join(work.path, 'syft.json'), join(work.path, 'sbom.cdx.json')]
  await writeDockerConfig(work.dockerConfig, image)
  const env = {
    SYFT_CHECK_FOR_APP_UPDATE: 'false',
    ...(image.insecure && { SYFT_REGISTRY_INSECURE_USE_HTTP: 'true' }),
  }
  const outputs = ['--output', `syft-json=${own}`, '--output', `cyclonedx-json@1.6=${shared}`]
  await runTool(tool, ['scan', ...outputs, `registry:${imageArgument(image)}`], { work, timeout, env }, edge)
  requireSameImage(sourceDigestsOf(await readReport(own, 'syft')), image, 'syft')
  return { sbom: readSbom(await readReport(shared, 'syft')), path: own }
}

/** Finds what Syft says to have looked into. https://github.com/anchore/syft/tree/main/schema/json */
export function sourceDigestsOf(value: unknown): string[] {
  const version = isObject(value) && isObject(value.schema) ? value.schema.version : undefined
  if (!knownSchemas.includes(String(version).split('.')[0] ?? '')) {
    throw new Failure(
      'mismatch',
      `syft wrote schema version ${JSON.stringify(version) ?? 'none'}; known here: ${knownSchemas.join(', ')}`,
    )
  }
  const { repoDigests = [], manifestDigest } = readSource(value, "syft's list").source.metadata
  return [...repoDigests, ...(manifestDigest === undefined ? [] : [`@${manifestDigest}`])]
}

const someText: Shape<string | undefined> = (value) =>
  typeof value === 'string' && value !== '' ? value : undefined

const readSource = open({
  source: open({ metadata: open({ repoDigests: optional(list(text)), manifestDigest: someText }) }),
})
