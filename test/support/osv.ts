import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { PackageURL } from 'packageurl-js'

/** A vulnerability as https://ossf.github.io/osv-schema/ has it; tests may leave out and add what they like. */
export type OsvVulnerability = {
  id: string
  aliases?: string[]
  summary?: string
  withdrawn?: string
  severity?: { type: string; score: string }[]
  affected?: {
    package?: { ecosystem: string; name: string }
    versions?: string[]
    ranges?: { type: string; events: OsvEvent[] }[]
    [other: string]: unknown
  }[]
  references?: { type: string; url: string }[]
  [other: string]: unknown
}

type OsvEvent = { introduced?: string; fixed?: string; last_affected?: string }

/** An answer in place of the real one: to requests whose `METHOD /path` matches, as often as `times` says. */
export type OsvFault = {
  on: RegExp
  times?: number
  status?: number
  body?: unknown
  headers?: Record<string, string>
}

export type OsvServer = AsyncDisposable & {
  url: string
  /** `METHOD /path`, in the order of their arrival. */
  requests: string[]
  /** The most requests that were open at the same time. */
  peak(): number
  fault(fault: OsvFault): void
}

/**
 * Starts a server that answers as api.osv.dev does, its limits, pages and errors included.
 * https://github.com/google/osv.dev/blob/master/go/internal/api/query_affected.go
 */
export async function startOsv(options: {
  vulnerabilities: readonly OsvVulnerability[]
  pageSize?: number
  /** Milliseconds until a request is answered. */
  latency?: number
}): Promise<OsvServer> {
  const requests: string[] = []
  const faults: OsvFault[] = []
  let open = 0
  let peak = 0
  const server = createServer((request, response) => {
    peak = Math.max(peak, ++open)
    response.once('close', () => open--)
    const line = `${request.method} ${request.url}`
    requests.push(line)
    void answerLater(request, response, line)
  })
  async function answerLater(request: IncomingMessage, response: ServerResponse, line: string) {
    const body = await readBody(request)
    if (options.latency !== undefined) await setTimeout(options.latency)
    const fault = takeFault(faults, line)
    if (fault === undefined) respond(response, line, body, options)
    else send(response, fault.status ?? 200, fault.body ?? {}, fault.headers)
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    peak: () => peak,
    fault: (fault) => void faults.push({ ...fault }),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

type World = { vulnerabilities: readonly OsvVulnerability[]; pageSize?: number }

function respond(response: ServerResponse, line: string, body: string, world: World): void {
  try {
    send(response, 200, answer(line, body, world))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    send(response, error.status, { code: error.code, message: error.message })
  }
}

function answer(line: string, body: string, world: World): unknown {
  if (line === 'POST /v1/querybatch') return queryBatch(body, world)
  const id = /^GET \/v1\/vulns\/([^/?]+)$/.exec(line)?.[1]
  if (id !== undefined) return vulnerability(decodeURIComponent(id), world)
  throw new Refusal(404, 404, 'The current request is not matched to any defined methods.')
}

type Query = {
  package?: { purl?: string; name?: string; ecosystem?: string }
  version?: string
  page_token?: string
}

function queryBatch(body: string, world: World): unknown {
  const queries = parseQueries(body)
  if (queries.length > 1000) throw new Refusal(400, 3, 'too many queries')
  return { results: queries.map((query, index) => queryOne(query, index, world)) }
}

function queryOne(query: Query, index: number, { vulnerabilities, pageSize = 1000 }: World): unknown {
  const wanted = packageOf(query, index)
  if (wanted === undefined) return {}
  const matching = vulnerabilities.filter(
    (one) => one.withdrawn === undefined && one.affected?.some((affected) => isAffected(affected, wanted)),
  )
  const start = query.page_token === undefined ? 0 : Number(atob(query.page_token))
  const page = matching.slice(start, start + pageSize).map(({ id, modified }) => ({
    id,
    modified: modified ?? '2026-01-01T00:00:00Z',
  }))
  return {
    ...(page.length > 0 && { vulns: page }),
    ...(start + pageSize < matching.length && { next_page_token: btoa(String(start + pageSize)) }),
  }
}

function vulnerability(id: string, { vulnerabilities }: World): unknown {
  if (id.length > 100) throw new Refusal(400, 3, 'ID is too long')
  const found = vulnerabilities.find((one) => one.id === id)
  if (found !== undefined) return { modified: '2026-01-01T00:00:00Z', ...found }
  const aliases = vulnerabilities.filter((one) => one.aliases?.includes(id)).map((one) => one.id)
  const also = aliases.length === 0 ? '' : `, but the following aliases were: ${aliases.join(' ')}`
  throw new Refusal(404, 5, `Vulnerability not found${also}`)
}

type Wanted = { ecosystem: string; name: string; version: string | undefined }

const ecosystems: Record<string, string> = {
  cargo: 'crates.io',
  'deb/debian': 'Debian',
  'apk/alpine': 'Alpine',
  gem: 'RubyGems',
  golang: 'Go',
  maven: 'Maven',
  npm: 'npm',
  nuget: 'NuGet',
  pypi: 'PyPI',
}

function packageOf({ package: asked, version }: Query, index: number): Wanted | undefined {
  if (asked?.purl === undefined) throw invalid(index, 'invalid query')
  const purl = parsePurl(asked.purl, index)
  if (version !== undefined && purl.version !== undefined) {
    throw invalid(index, 'version specified in params and PURL query')
  }
  const named = version ?? purl.version
  const distribution = ecosystems[`${purl.type}/${purl.namespace}`]
  if (distribution !== undefined) {
    const release = purl.qualifiers?.distro
    const ecosystem = release === undefined ? distribution : `${distribution}:${release}`
    return { ecosystem, name: purl.name, version: named }
  }
  const ecosystem = ecosystems[purl.type]
  if (ecosystem === undefined) return undefined
  const separator = purl.type === 'maven' ? ':' : '/'
  return { ecosystem, name: [purl.namespace, purl.name].filter(Boolean).join(separator), version: named }
}

function isAffected(
  { package: named, versions = [], ranges = [] }: NonNullable<OsvVulnerability['affected']>[number],
  { ecosystem, name, version }: Wanted,
): boolean {
  // Asked about a distribution, OSV looks into all its releases; asked about a release, into that one.
  const sameEcosystem = named?.ecosystem === ecosystem || named?.ecosystem.split(':')[0] === ecosystem
  if (!sameEcosystem || named?.name !== name) return false
  if (version === undefined || versions.includes(version)) return true
  return ranges.some(({ type, events }) => type !== 'GIT' && isInRange(version, events))
}

function isInRange(version: string, events: readonly OsvEvent[]): boolean {
  let inside = false
  for (const { introduced, fixed, last_affected: last } of events) {
    if (introduced !== undefined && compareVersions(version, introduced) >= 0) inside = true
    if (fixed !== undefined && compareVersions(version, fixed) >= 0) inside = false
    if (last !== undefined && compareVersions(version, last) > 0) inside = false
  }
  return inside
}

// Numbers by value, a pre-release before its release: enough for the versions that tests and the demo use.
function compareVersions(a: string, b: string): number {
  const parts = (version: string) => version.replace(/^v/, '').replace(/\+.*$/, '').split(/[.-]/)
  const [left, right] = [parts(a), parts(b)]
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const order = weigh(left[index]) - weigh(right[index])
    if (order !== 0) return order
  }
  return 0
}

function weigh(part: string | undefined): number {
  if (part === undefined) return 0
  return /^\d+$/.test(part) ? Number(part) : -1
}

function parseQueries(body: string): Query[] {
  try {
    return JSON.parse(body).queries ?? []
  } catch {
    throw new Refusal(400, 3, 'Request body is not valid JSON')
  }
}

function parsePurl(text: string, index: number): PackageURL {
  try {
    return PackageURL.fromString(text)
  } catch {
    throw invalid(index, `failed to unmarshal purl "${text}"`)
  }
}

class Refusal extends Error {
  readonly status: number
  readonly code: number

  constructor(status: number, code: number, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

function invalid(index: number, reason: string): Refusal {
  return new Refusal(400, 3, `error in query at index ${index}: ${reason}`)
}

function takeFault(faults: OsvFault[], line: string): OsvFault | undefined {
  const index = faults.findIndex(({ on }) => on.test(line))
  const fault = faults[index]
  if (fault?.times !== undefined && --fault.times === 0) faults.splice(index, 1)
  return fault
}

function send(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body))
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}
