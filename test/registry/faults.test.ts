import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { digestOf } from '../../src/artifact/digest.ts'
import { mediaType } from '../../src/artifact/media-type.ts'
import { withDigest, withTag } from '../../src/artifact/reference.ts'
import { isFailure } from '../../src/failure.ts'
import { copyArtifact } from '../../src/registry/copy.ts'
import { connectRegistry, type Registry } from '../../src/registry/registry.ts'
import { testEdge } from '../support/edge.ts'
import { type FaultAnswer, type RegistryServer, startRegistry } from '../support/registry.ts'
import { projectRoot } from '../support/runner.ts'

// The table of docs/registries.md is what is tested here: each fault with each verb.

const bytes = Buffer.alloc(300_000, 'immutable')
const blob = { mediaType: mediaType.layerTar, digest: digestOf(bytes), size: bytes.length }
const index = Buffer.from(
  JSON.stringify({ schemaVersion: 2, mediaType: mediaType.imageIndex, manifests: [] }),
)
const referrer = { artifactType: 'a/b', mediaType: 'a/b', bytes: Buffer.from('x') }

const shop = ({ host }: RegistryServer) => ({ registry: host, repository: 'acme/shop' })
const production = ({ host }: RegistryServer) => ({ registry: host, repository: 'acme/production' })

type Image = ReturnType<RegistryServer['store']['addImage']>
type Verb = (registry: Registry, server: RegistryServer, image: Image) => Promise<unknown>

const verbs: Record<string, Verb> = {
  resolve: (registry, server) => registry.resolve(withTag(shop(server), 'v1')),
  fetchManifest: (registry, server, { digest }) => registry.fetchManifest(withDigest(shop(server), digest)),
  readBlob: (registry, server) => registry.readBlob(shop(server), blob),
  pushBlob: (registry, server) =>
    registry.pushBlob(production(server), {
      descriptor: blob,
      open: async function* (offset = 0) {
        yield bytes.subarray(offset)
      },
    }),
  pushManifest: (registry, server) =>
    registry.pushManifest(withTag(shop(server), 'v2'), { mediaType: mediaType.imageIndex, bytes: index }),
  listReferrers: (registry, server, { digest }) => registry.listReferrers(withDigest(shop(server), digest)),
  attach: (registry, server, { digest }) => registry.attach(withDigest(shop(server), digest), referrer),
  copy: (registry, server, { digest }) =>
    copyArtifact({ from: withDigest(shop(server), digest), to: production(server) }, registry, testEdge()),
}

const status = (code: number, body = '', headers: Record<string, string> = {}): FaultAnswer => ({
  status: code,
  body,
  headers,
})
const html = { 'content-type': 'text/html' }

/** What goes wrong with every request, or with the first alone. */
const faults: Record<string, { answer: FaultAnswer; once?: boolean }> = {
  'a 503, once': { answer: status(503), once: true },
  'a 429 with Retry-After, once': { answer: status(429, '', { 'retry-after': '1' }), once: true },
  'the connection breaks before an answer, once': { answer: 'reset', once: true },
  'it breaks after the work was done, once': { answer: 'mute', once: true },
  'it breaks within the answer, once': { answer: 'truncate', once: true },
  'a 401, once': { answer: status(401, '', { 'www-authenticate': 'Basic realm="registry"' }), once: true },
  'a 401, always': { answer: status(401, '', { 'www-authenticate': 'Basic realm="registry"' }) },
  'a 403': { answer: status(403, '{"errors":[{"code":"DENIED"}]}') },
  'a 404': { answer: status(404, '{"errors":[{"code":"NAME_UNKNOWN"}]}') },
  'a 429, always': { answer: status(429) },
  'a 500': { answer: status(500) },
  'the page of a proxy, 200': { answer: status(200, '<html>log in</html>', html) },
  'a redirect without end': { answer: status(307, '', { location: '?again' }) },
  'a redirect to another protocol': { answer: status(307, '', { location: 'ftp://127.0.0.1/' }) },
  'no answer': { answer: 'hang' },
  'the connection breaks, always': { answer: 'reset' },
  'it breaks within the answer, always': { answer: 'truncate' },
  'the answer stops half-way': { answer: 'stall' },
  'other bytes than asked for': { answer: 'wrong-bytes' },
  'another digest in the header': { answer: 'wrong-digest' },
  'headers of a megabyte': { answer: status(200, '', { 'x-padding': 'x'.repeat(1_000_000) }) },
}

/** `goes on`, or the code with which the verb fails. */
async function outcomeOf(
  verb: Verb,
  { answer, once }: { answer: FaultAnswer; once?: boolean },
): Promise<string> {
  await using server = await startRegistry()
  const image = server.store.addImage('acme/shop', { tag: 'v1', layers: [bytes] })
  server.fault({ match: () => true, answer, ...(once && { times: 1 }) })
  const credentials = async () => ({ username: 'ada', password: 'secret' })
  // Where an answer comes, a slow machine is no fault.
  const timeout = answer === 'hang' || answer === 'stall' ? 200 : 30_000
  const registry = connectRegistry({ credentials, timeout }, testEdge())
  try {
    await verb(registry, server, image)
    return 'goes on'
  } catch (error) {
    if (!isFailure(error)) throw error
    return error.code
  }
}

/** The rows of the table, as `fault` and a cell for each verb. */
function readTable(): { fault: string; cells: string[] }[] {
  const page = readFileSync(join(projectRoot, 'docs/registries.md'), 'utf8')
  const lines = page.slice(page.indexOf('| fault |')).split('\n')
  const rows = lines.slice(0, lines.indexOf('')).map((line) => line.split('|').slice(1, -1))
  const [head = [], , ...body] = rows.map((row) => row.map((cell) => cell.trim().replaceAll('`', '')))
  expect(head.slice(1)).toEqual(Object.keys(verbs))
  return body.map(([fault = '', ...cells]) => ({ fault, cells }))
}

describe('the table of faults', () => {
  const table = readTable()

  it('has every fault', () => {
    expect(table.map(({ fault }) => fault)).toEqual(Object.keys(faults))
  })

  it.each(table)('says what happens: $fault', async ({ fault, cells }) => {
    const found = faults[fault]
    if (found === undefined) throw new Error(`no such fault: ${fault}`)
    expect(await Promise.all(Object.values(verbs).map((verb) => outcomeOf(verb, found)))).toEqual(cells)
  })
})
