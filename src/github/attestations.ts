import type { Digest } from '../artifact/digest.ts'
import { mapConcurrently } from '../concurrently.ts'
import type { Edge } from '../edge.ts'
import { Failure, isFailure } from '../failure.ts'
import { readLimited } from './body.ts'
import { type Connection, nextPage, type Verb } from './connection.ts'

export interface Attestations {
  /** What is stored about a digest, unverified; newest first. */
  listAttestations(digest: Digest): AsyncIterable<StoredBundle>
  /** Stores a bundle; undefined if this repository has no such store. One that was there has a number nobody tells. */
  createAttestation(bundle: unknown): Promise<{ id?: string } | undefined>
}

/** A bundle, or what is wrong with one that can be had and not be read. */
export type StoredBundle = { bundle: unknown } | { fault: string }

export function attestationsOf(connection: Connection, edge: Pick<Edge, 'fetch'>): Attestations {
  return {
    listAttestations: (digest) => listAttestations(connection, digest, edge),
    createAttestation: (bundle) => createAttestation(connection, bundle),
  }
}

// More about one digest is not evidence but an attempt to keep us busy.
const bundlesLimit = 1000
const pagesLimit = 100
const bundleLimit = 32 * 1024 * 1024
/** How many bundles are downloaded, and so held, at once. */
const batchSize = 8

async function* listAttestations(
  connection: Connection,
  digest: Digest,
  edge: Pick<Edge, 'fetch'>,
): AsyncIterable<StoredBundle> {
  let count = 0
  for await (const page of fetchCursorPages(connection, digest)) {
    count += page.length
    if (count > bundlesLimit) throw tooMany(digest, `${bundlesLimit} attestations`)
    for (let start = 0; start < page.length; start += batchSize) {
      const batch = page.slice(start, start + batchSize)
      yield* await mapConcurrently(batch, batchSize, (stored) => readStored(stored, digest, edge))
    }
  }
}

async function readStored(
  { bundle, bundle_url: url }: StoredAttestation,
  digest: Digest,
  edge: Pick<Edge, 'fetch'>,
): Promise<StoredBundle> {
  if (bundle) return { bundle }
  if (url) return downloadBundle(url, digest, edge)
  return { fault: `the stored attestation of ${digest} has neither a bundle nor an address` }
}

type StoredAttestation = { bundle?: unknown; bundle_url?: string | null }

async function* fetchCursorPages(connection: Connection, digest: Digest): AsyncIterable<StoredAttestation[]> {
  const verb = { doing: `list the attestations of ${digest}`, permission: 'attestations: read' }
  let after: string | undefined
  let pages = 0
  do {
    if (++pages > pagesLimit) throw tooMany(digest, `${pagesLimit} pages of attestations`)
    const page = await noneIfNotFound(
      connection.send(verb, (send) =>
        send('GET /repos/{owner}/{repo}/attestations/{subject_digest}', {
          ...connection.repo,
          subject_digest: digest,
          per_page: 100,
          ...(after !== undefined && { after }),
        }),
      ),
    )
    yield page?.data.attestations ?? []
    after = nextPage(page?.headers.link)?.searchParams.get('after') ?? undefined
  } while (after !== undefined)
}

// GitHub answers so where there are none, and where there is no such store.
async function noneIfNotFound<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer
  } catch (error) {
    if (isFailure(error, 'not-found')) return undefined
    throw error
  }
}

// Whoever has the address may read what is there, so it is in no message; and our token is not for its host.
async function downloadBundle(
  url: string,
  digest: Digest,
  { fetch }: Pick<Edge, 'fetch'>,
): Promise<StoredBundle> {
  const what = `the stored attestation of ${digest}`
  const answer = await fetch(url).catch(() => undefined)
  if (answer === undefined) throw new Failure('unavailable', `${what} cannot be downloaded: no answer`)
  if (!answer.ok) {
    await answer.body?.cancel()
    throw new Failure('unavailable', `${what} cannot be downloaded: status ${answer.status}`)
  }
  try {
    return { bundle: await parseSnappy(await readLimited(answer.body, bundleLimit, what), what) }
  } catch (error) {
    if (!isFailure(error, 'invalid-input')) throw error
    return { fault: error.message }
  }
}

async function parseSnappy(bytes: Uint8Array, what: string): Promise<unknown> {
  const { default: snappy } = await import('snappyjs')
  try {
    return JSON.parse(Buffer.from(snappy.uncompress(bytes, bundleLimit)).toString())
  } catch (cause) {
    throw new Failure('invalid-input', `${what} is not JSON compressed with snappy`, { cause })
  }
}

function tooMany(digest: Digest, amount: string): Failure {
  const way = 'delete those that nobody needs, or give the bundle as a file'
  return new Failure('denied', `${digest} has more than ${amount} at GitHub; ${way}`)
}

async function createAttestation(
  connection: Connection,
  bundle: unknown,
): Promise<{ id?: string } | undefined> {
  const verb: Verb = { doing: 'store an attestation', permission: 'attestations: write' }
  if (typeof bundle !== 'object' || bundle === null) throw new TypeError('a bundle is an object')
  try {
    const { data } = await connection.send(verb, (send) =>
      send('POST /repos/{owner}/{repo}/attestations', { ...connection.repo, bundle }),
    )
    return { id: String(data.id) }
  } catch (error) {
    if (isFailure(error, 'mismatch')) return {}
    // A private repository whose plan has none, or GitHub Enterprise Server. A missing permission is "unauthorized".
    if (isFailure(error, 'denied') || isFailure(error, 'not-found')) return undefined
    throw error
  }
}
