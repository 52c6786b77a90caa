import { mapConcurrently } from '../concurrently.ts'
import type { Edge, HttpResponse } from '../edge.ts'
import { list, open, optional, type Shape, text } from '../evidence/shape.ts'
import { Failure } from '../failure.ts'
import { type Finding, mergeAliases } from './findings.ts'
import { findingOf, kindOf, type OsvRecord, osvPackageOf, parseRecord, queriedPurl } from './osv-record.ts'
import type { Package } from './sbom.ts'
import type { Scanner } from './scanner.ts'
import { loadRating } from './severity.ts'

const defaultUrl = 'https://api.osv.dev'
/** What one request may ask. https://google.github.io/osv.dev/post-v1-querybatch/ */
const batchLimit = 1000
const batchesAtOnce = 4
const recordsAtOnce = 16
/** A thousand vulnerabilities fit on a page; nothing real has more pages than this. */
const pageLimit = 50
/** Milliseconds until an answer must have come whole. */
const answerTimeout = 5 * 60_000
const answerLimit = 64 * 1024 * 1024

/** Looks the packages of an SBOM up in the OSV database, through its API: nothing to install. */
export const osv: Scanner = {
  description: 'OSV.dev, the open database of vulnerabilities, or a server that answers as it does',
  async scan({ sbom, osvUrl = defaultUrl }, edge) {
    const covered = sbom.packages.filter(({ purl }) => osvPackageOf(purl) !== undefined)
    const lastUpdate = edge.now().toISOString()
    const named = await queryPackages(covered, osvUrl, edge)
    const records = await fetchRecords(new Set([...named.values()].flat()), osvUrl, edge)
    return {
      findings: await findingsOf(named, records),
      uncovered: countKinds(sbom.packages.filter(({ purl }) => osvPackageOf(purl) === undefined)),
      // Who looked, whatever the address it was asked under: a policy asks for a scan by this name.
      uri: 'https://osv.dev',
      version: 'v1',
      // The service answers from what it knows at that moment, and has no version of it.
      db: { uri: osvUrl, lastUpdate },
    }
  },
}

/** Reads the address of a server; the end of its path is ours. */
export function parseOsvUrl(text: string): string {
  const url = URL.parse(text)
  if (url !== null && /^https?:$/.test(url.protocol)) return text.replace(/\/+$/, '')
  throw new Failure('invalid-input', `"${text}" is not an http or https address`)
}

type Query = { package: Package; page?: string }

async function queryPackages(
  packages: readonly Package[],
  url: string,
  { fetch, log }: Pick<Edge, 'fetch' | 'log'>,
): Promise<Map<Package, string[]>> {
  const named = new Map<Package, string[]>()
  const batches: Query[][] = []
  for (let start = 0; start < packages.length; start += batchLimit) {
    batches.push(packages.slice(start, start + batchLimit).map((found) => ({ package: found })))
  }
  let done = 0
  await mapConcurrently(batches, batchesAtOnce, async (batch) => {
    let pending = batch
    for (let page = 1; pending.length > 0; page++) {
      if (page > pageLimit) throw malformed(url, `more than ${pageLimit} pages for one batch of packages`)
      pending = await queryPage(pending, named, url, fetch)
    }
    done += batch.length
    log.info(`looked up ${done} of ${packages.length} packages`)
  })
  return named
}

/** Asks for one page of each query, and gives the queries that have another. */
async function queryPage(
  queries: readonly Query[],
  named: Map<Package, string[]>,
  url: string,
  fetch: Edge['fetch'],
): Promise<Query[]> {
  const answer = await fetch(`${url}/v1/querybatch`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ queries: queries.map(formatQuery) }),
    // It only reads.
    idempotent: true,
    signal: AbortSignal.timeout(answerTimeout),
  })
  const { results } = await readAnswer(answer, readBatch, url)
  if (results.length !== queries.length) {
    throw malformed(url, `${results.length} results for ${queries.length} queries`)
  }
  return queries.flatMap(({ package: found }, index) => {
    const { vulns = [], next_page_token: page } = results[index] ?? {}
    named.set(found, [...(named.get(found) ?? []), ...vulns.map(({ id }) => id)])
    return page === undefined ? [] : [{ package: found, page }]
  })
}

function formatQuery({ package: found, page }: Query) {
  return { package: { purl: queriedPurl(found.purl) }, ...(page !== undefined && { page_token: page }) }
}

async function fetchRecords(
  ids: ReadonlySet<string>,
  url: string,
  { fetch, log }: Pick<Edge, 'fetch' | 'log'>,
): Promise<Map<string, OsvRecord>> {
  if (ids.size > 0) log.info(`reading ${ids.size} vulnerabilities`)
  const records = await mapConcurrently([...ids], recordsAtOnce, async (id) => {
    // A dot segment would be resolved as part of the path even if it were encoded.
    if (/^\.{1,2}$/.test(id)) throw malformed(url, `a vulnerability named "${id}"`)
    const answer = await fetch(`${url}/v1/vulns/${encodeURIComponent(id)}`, {
      signal: AbortSignal.timeout(answerTimeout),
    })
    const record = await readAnswer(answer, parseRecord, url)
    if (record.id !== id) throw malformed(url, `"${record.id}" where "${id}" was asked for`)
    return record
  })
  return new Map(
    records.filter(({ withdrawn }) => withdrawn === undefined).map((record) => [record.id, record]),
  )
}

async function findingsOf(
  named: ReadonlyMap<Package, readonly string[]>,
  records: ReadonlyMap<string, OsvRecord>,
): Promise<Finding[]> {
  if (records.size === 0) return []
  const rate = await loadRating()
  return [...named].flatMap(([found, ids]) => {
    const known = [...new Set(ids)].map((id) => records.get(id)).filter((record) => record !== undefined)
    return mergeAliases(known.map((record) => findingOf(record, found, rate)))
  })
}

function countKinds(packages: readonly Package[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { purl } of packages) counts[kindOf(purl)] = (counts[kindOf(purl)] ?? 0) + 1
  return counts
}

async function readAnswer<T>(answer: HttpResponse, read: (value: unknown) => T, url: string): Promise<T> {
  const body = await readText(answer, url)
  if (!answer.ok) throw refused(answer, body, url)
  try {
    return read(JSON.parse(body))
  } catch (cause) {
    if (cause instanceof Failure) throw malformed(url, cause.message, cause)
    throw malformed(url, 'something that is not JSON', cause)
  }
}

async function readText(answer: HttpResponse, url: string): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  let size = 0
  try {
    for await (const chunk of answer.body ?? []) {
      size += chunk.length
      if (size > answerLimit) throw malformed(url, `more than ${answerLimit} bytes`)
      text += decoder.decode(chunk, { stream: true })
    }
  } catch (cause) {
    if (cause instanceof Failure) throw cause
    throw new Failure('unavailable', `the connection to ${url} broke off within an answer`, { cause })
  }
  return text + decoder.decode()
}

function refused(answer: HttpResponse, body: string, url: string): Failure {
  // https://cloud.google.com/apis/design/errors
  const reason = /"message":\s*"((?:[^"\\]|\\.){0,200})/.exec(body)?.[1] ?? ''
  const said = `${answer.status}${reason === '' ? '' : ` "${reason}"`}`
  const code =
    answer.status === 408 || answer.status === 429 || answer.status >= 500 ? 'unavailable' : 'mismatch'
  return new Failure(code, `${new URL(answer.url || url).pathname} of ${url} answered ${said}`)
}

function malformed(url: string, found: string, cause?: unknown): Failure {
  return new Failure('mismatch', `${url} answered what OSV does not: ${found}`, { cause })
}

const someToken: Shape<string | undefined> = (value) =>
  typeof value === 'string' && value !== '' ? value : undefined

const readBatch = (value: unknown) =>
  open({
    results: list(open({ vulns: optional(list(open({ id: text }))), next_page_token: someToken })),
  })(value, 'answer')
