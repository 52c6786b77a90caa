import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import type { Descriptor } from '../../src/artifact/descriptor.ts'
import { type Digest, digestOf, isDigest } from '../../src/artifact/digest.ts'
import { artifactTypeOf, type Manifest, parseManifest } from '../../src/artifact/manifest.ts'
import { mediaType } from '../../src/artifact/media-type.ts'
import { openStore, type Store } from './registry-store.ts'
import { issueTokens, type TokenOptions } from './registry-tokens.ts'

export type RegistryServerOptions = TokenOptions & {
  port?: number
  /** Whether the list of referrers is kept and answered. */
  referrers?: boolean
  /** Whether `OCI-Subject` is answered: as `referrers` unless told. ECR has answered it without the list. */
  ociSubject?: boolean
  /** How many referrers are on a page. */
  pageSize?: number
  /** Wants tokens, from a server of its own under `/token`. */
  token?: boolean
  /** Tags that cannot be moved. */
  immutableTags?: boolean | RegExp
  /** Whether a `PUT` of a manifest minds `If-Match` and `If-None-Match`. */
  ifMatch?: boolean
  /** Whether a manifest's ETag is a weak one, as a proxy that compresses makes it. */
  weakEtags?: boolean
  /** Whether manifests can be deleted, by tag or digest. */
  deletion?: boolean
  /** Whether uploads are sent to a whole address rather than to a path. */
  absoluteUploads?: boolean
  /** Bytes that are taken in one request, as proxies in front of registries limit them. */
  uploadLimit?: number
  /** Bytes that a part of an upload must have, but for the last: told by `OCI-Chunk-Min-Length`. */
  smallestPart?: number
}

export type Call = { method: string; path: string; query: URLSearchParams; headers: IncomingHttpHeaders }

/** What came and what was answered; status 0 is no answer. */
export type LoggedRequest = Call & { status: number }

export type FaultAnswer =
  | { status: number; headers?: Record<string, string>; body?: string }
  /** Never answers. */
  | 'hang'
  /** Breaks the connection half-way through what is sent, either way. */
  | 'reset'
  /** Keeps half of what is uploaded, then breaks the connection. */
  | 'cut'
  /** Does what it is asked, then breaks the connection without an answer. */
  | 'mute'
  /** Breaks the connection half-way through the answer's body. */
  | 'truncate'
  /** Sends half of the answer's body and then nothing more. */
  | 'stall'
  /** Names another digest than that of what it sends. */
  | 'wrong-digest'
  /** Sends other bytes than those of the digest. */
  | 'wrong-bytes'

/** Something that goes wrong with the requests that match, as often as told or always. */
export type Fault = { match: (call: Call) => boolean; times?: number; answer: FaultAnswer }

type Body = { size: number; open(): Readable }
type Answer = { status: number; headers?: Record<string, string | number>; body?: Body }
type Context = {
  call: Call
  request: IncomingMessage
  /** The request's body, as far as it gets through. */
  content: Readable
  store: Store
  options: RegistryServerOptions
  origin: string
}
type Route = (context: Context, repository: string, name: string) => Promise<Answer> | Answer

export type RegistryServer = Awaited<ReturnType<typeof startRegistry>>

/**
 * Starts a registry that answers as real ones do.
 * https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md
 */
export async function startRegistry(options: RegistryServerOptions = {}) {
  const store = openStore()
  const tokens = issueTokens(options)
  const faults: Fault[] = []
  const requests: LoggedRequest[] = []
  const server = createServer((request, response) => void serve(request, response))
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve))
  const address = server.address()
  const host = `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  const origin = `http://${host}`

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', origin)
    const { method = 'GET', headers } = request
    const call = { method, path: url.pathname, query: url.searchParams, headers }
    const logged = { ...call, status: 0 }
    requests.push(logged)
    const fault = takeFault(call)
    if (fault === 'hang') return
    if (fault === 'reset' && !['GET', 'HEAD'].includes(method)) return breakUpload(request)
    try {
      const content = fault === 'cut' ? Readable.from(firstHalf(request)) : request
      const answer =
        typeof fault === 'object' ? await planned(fault, request) : await answerTo(call, request, content)
      if (fault === 'cut' || fault === 'mute') return void request.socket.destroy()
      logged.status = answer.status
      await write(answer, response, { method, fault: typeof fault === 'string' ? fault : undefined })
    } catch (error) {
      // A client that goes away during its upload is no fault of the server's.
      if (!request.destroyed) response.destroy(error instanceof Error ? error : undefined)
    }
  }

  function takeFault(call: Call): FaultAnswer | undefined {
    const fault = faults.find(({ match, times = Number.POSITIVE_INFINITY }) => times > 0 && match(call))
    if (fault?.times !== undefined) fault.times--
    return fault?.answer
  }

  async function answerTo(call: Call, request: IncomingMessage, content: Readable): Promise<Answer> {
    if (call.path === '/token') return tokenAnswer(call, request)
    for (const [pattern, route] of routes) {
      const [path, repository = '', name = ''] = pattern.exec(call.path) ?? []
      if (path === undefined) continue
      const refusal = admit(call, repository)
      if (refusal !== undefined) return drained(request, refusal)
      return route({ call, request, content, store, options, origin }, repository, name)
    }
    return drained(request, pageNotFound)
  }

  async function tokenAnswer({ method, headers, query }: Call, request: IncomingMessage): Promise<Answer> {
    const { status, body } =
      method === 'POST'
        ? tokens.post(new URLSearchParams((await readAll(request)).toString('utf8')))
        : tokens.get(headers.authorization, query)
    return json(status, body)
  }

  function admit({ method, headers }: Call, repository: string): Answer | undefined {
    const action = actionOf(method)
    if (options.token) {
      if (tokens.allows(headers, repository, action)) return undefined
      const scope = `repository:${repository}:${action === 'push' ? 'pull,push' : action}`
      const challenge = `Bearer realm="${origin}/token",service="${host}",scope="${scope}"`
      return { ...unauthorized, headers: { ...unauthorized.headers, 'www-authenticate': challenge } }
    }
    if (options.basic === undefined || tokens.isLoggedIn(headers.authorization)) return undefined
    return {
      ...unauthorized,
      headers: { ...unauthorized.headers, 'www-authenticate': 'Basic realm="registry"' },
    }
  }

  return {
    url: origin,
    host,
    requests,
    store,
    tokens,
    fault: (fault: Fault) => void faults.push(fault),
    /** The requests so far as `GET /v2/…` lines. */
    lines: () => requests.map(({ method, path }) => `${method} ${path}`),
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
      store.close()
    },
  }
}

/** https://distribution.github.io/distribution/spec/auth/scope/#resource-actions */
function actionOf(method: string): 'pull' | 'push' | 'delete' {
  if (method === 'DELETE') return 'delete'
  return method === 'GET' || method === 'HEAD' ? 'pull' : 'push'
}

const routes: [RegExp, Route][] = [
  [/^\/v2\/$/, () => json(200, {})],
  [/^\/v2\/(.+)\/manifests\/([^/]+)$/, manifests],
  [/^\/v2\/(.+)\/blobs\/uploads\/$/, startUpload],
  // GHCR's sessions are below "upload", in the singular.
  [/^\/v2\/(.+)\/blobs\/upload\/([^/]+)$/, continueUpload],
  [/^\/v2\/(.+)\/blobs\/([^/]+)$/, blobs],
  [/^\/v2\/(.+)\/referrers\/([^/]+)$/, referrers],
  [/^\/v2\/(.+)\/tags\/list$/, tags],
]

const manifestLimit = 4 * 1024 * 1024

async function manifests(context: Context, name: string, reference: string): Promise<Answer> {
  const { call, store, options } = context
  const { manifests, tags } = store.repository(name)
  if (call.method === 'PUT') return putManifest(context, name, reference)
  const digest = isDigest(reference) ? reference : tags.get(reference)
  const found = digest === undefined ? undefined : manifests.get(digest)
  if (digest === undefined || found === undefined) return error(404, 'MANIFEST_UNKNOWN', 'manifest unknown')
  if (call.method === 'DELETE') return deleteManifest(context, name, reference)
  const { accept = '*/*' } = call.headers
  if (!accept.includes('*/*') && !accept.includes(found.mediaType)) {
    const kind = found.mediaType === mediaType.imageIndex ? 'OCI index' : 'OCI manifest'
    return error(404, 'MANIFEST_UNKNOWN', `${kind} found, but Accept header does not support it`)
  }
  const etag = `${options.weakEtags === true ? 'W/' : ''}"${digest}"`
  const headers = { 'content-type': found.mediaType, 'docker-content-digest': digest, etag }
  return { status: 200, headers, body: bytes(found.bytes) }
}

async function putManifest(
  { call, request, store, options }: Context,
  name: string,
  reference: string,
): Promise<Answer> {
  const content = await readAll(request)
  if (content.length > manifestLimit) return error(413, 'SIZE_INVALID', 'manifest too large')
  const type = call.headers['content-type'] ?? ''
  const manifest = tryParse(content, type)
  if (manifest === undefined) return error(400, 'MANIFEST_INVALID', 'manifest invalid')
  const digest = digestOf(content)
  if (isDigest(reference) && reference !== digest)
    return error(400, 'DIGEST_INVALID', 'provided digest did not match uploaded content')
  const repository = store.repository(name)
  const missing = childrenOf(manifest).find(
    (child) => !repository.blobs.has(child) && !repository.manifests.has(child),
  )
  if (missing !== undefined)
    return error(404, 'MANIFEST_BLOB_UNKNOWN', `blob unknown to registry: ${missing}`)
  const current = isDigest(reference) ? undefined : repository.tags.get(reference)
  const refusal = refuseMove(call, options, name, reference, current, digest)
  if (refusal !== undefined) return refusal
  store.addManifest(name, type, content, isDigest(reference) ? undefined : reference)
  const { referrers = true, ociSubject = referrers } = options
  return {
    status: 201,
    headers: {
      location: `/v2/${name}/manifests/${digest}`,
      'docker-content-digest': digest,
      ...(manifest.subject !== undefined && ociSubject && { 'oci-subject': manifest.subject.digest }),
    },
  }
}

function refuseMove(
  { headers }: Call,
  { immutableTags = false, ifMatch = true }: RegistryServerOptions,
  name: string,
  tag: string,
  current: Digest | undefined,
  digest: Digest,
): Answer | undefined {
  const wanted = headers['if-match']
  const changed = wanted === undefined ? headers['if-none-match'] && current : wanted !== `"${current}"`
  if (ifMatch && changed) return error(412, 'PRECONDITION_FAILED', 'the manifest has been changed')
  const immutable = immutableTags instanceof RegExp ? immutableTags.test(tag) : immutableTags
  if (!immutable || current === undefined || current === digest) return undefined
  const message = `The image tag '${tag}' already exists in the '${name}' repository and cannot be overwritten because the tag is immutable.`
  return error(400, 'TAG_INVALID', message)
}

function deleteManifest({ store, options }: Context, name: string, reference: string): Answer {
  if (options.deletion === false) return error(405, 'UNSUPPORTED', 'The operation is unsupported.')
  const { manifests, tags } = store.repository(name)
  if (isDigest(reference)) {
    manifests.delete(reference)
    for (const [tag, digest] of tags) if (digest === reference) tags.delete(tag)
  } else tags.delete(reference)
  return { status: 202 }
}

function blobs({ call, store }: Context, name: string, digest: string): Answer {
  const { blobs } = store.repository(name)
  if (!isDigest(digest)) return error(400, 'DIGEST_INVALID', 'invalid digest')
  if (!blobs.has(digest)) return error(404, 'BLOB_UNKNOWN', 'blob unknown to registry')
  if (call.method === 'DELETE') {
    blobs.delete(digest)
    return { status: 202 }
  }
  const size = store.sizeOf(digest) ?? 0
  const headers = {
    'content-type': 'application/octet-stream',
    'docker-content-digest': digest,
    'accept-ranges': 'bytes',
  }
  const [, from] = /^bytes=(\d+)-$/.exec(call.headers.range ?? '') ?? []
  if (from === undefined) return { status: 200, headers, body: file(store.fileOf(digest), 0, size) }
  const start = Number(from)
  if (start >= size) return error(416, 'SIZE_INVALID', 'range not satisfiable')
  const range = `bytes ${start}-${size - 1}/${size}`
  return {
    status: 206,
    headers: { ...headers, 'content-range': range },
    body: file(store.fileOf(digest), start, size),
  }
}

async function startUpload(context: Context, name: string): Promise<Answer> {
  const { call, request, content, store, options } = context
  if (call.method !== 'POST') return drained(request, error(405, 'UNSUPPORTED', 'method not allowed'))
  const mount = call.query.get('mount')
  const source = call.query.get('from')
  if (mount !== null && isDigest(mount) && source !== null && store.repository(source).blobs.has(mount)) {
    store.repository(name).blobs.add(mount)
    return created(`/v2/${name}/blobs/${mount}`, mount)
  }
  const session = `upload-${randomUUID()}`
  await store.append(session, content)
  const digest = call.query.get('digest')
  if (digest !== null) return finishUpload(context, name, session, digest)
  const answer = progress(202, context, name, session)
  const smallest = options.smallestPart && { 'oci-chunk-min-length': options.smallestPart }
  return { ...answer, headers: { ...answer.headers, ...smallest } }
}

async function continueUpload(context: Context, name: string, session: string): Promise<Answer> {
  const { call, request, content, store, options } = context
  const length = Number(call.headers['content-length'] ?? 0)
  if (length > (options.uploadLimit ?? Number.POSITIVE_INFINITY))
    return drained(request, {
      status: 413,
      headers: { 'content-type': 'text/html' },
      body: bytes('too large'),
    })
  if (!/^upload-[0-9a-f-]+$/.test(session) || store.sizeOf(session) === undefined)
    return drained(request, error(404, 'BLOB_UPLOAD_INVALID', 'blob upload invalid'))
  const [, start] = /^(\d+)-\d+$/.exec(call.headers['content-range'] ?? '') ?? []
  if (start !== undefined && Number(start) !== store.sizeOf(session))
    return drained(request, progress(416, context, name, session))
  if (call.method === 'GET') return progress(204, context, name, session)
  await store.append(session, content)
  if (call.method === 'PATCH') return progress(202, context, name, session)
  return finishUpload(context, name, session, call.query.get('digest') ?? '')
}

async function finishUpload(
  { store }: Context,
  name: string,
  session: string,
  digest: string,
): Promise<Answer> {
  if (!isDigest(digest) || !(await store.finish(name, session, digest)))
    return error(400, 'DIGEST_INVALID', 'provided digest did not match uploaded content')
  return created(`/v2/${name}/blobs/${digest}`, digest)
}

function progress(
  status: number,
  { store, options, origin }: Context,
  name: string,
  session: string,
): Answer {
  const path = `/v2/${name}/blobs/upload/${session}?_state=signed%2Fstate`
  const range = `0-${Math.max(0, (store.sizeOf(session) ?? 0) - 1)}`
  return { status, headers: { location: options.absoluteUploads ? `${origin}${path}` : path, range } }
}

function referrers({ call, store, options }: Context, name: string, subject: string): Answer {
  const { referrers = true, pageSize = Number.POSITIVE_INFINITY } = options
  if (!referrers) return pageNotFound
  if (!isDigest(subject)) return error(400, 'DIGEST_INVALID', 'invalid digest')
  const type = call.query.get('artifactType')
  const all = [...referrersOf(store, name, subject)].filter(
    ({ artifactType }) => type === null || artifactType === type,
  )
  const start = Number(call.query.get('from') ?? 0)
  const end = start + pageSize
  const next = `/v2/${name}/referrers/${subject}?from=${end}${type === null ? '' : `&artifactType=${encodeURIComponent(type)}`}`
  const index = { schemaVersion: 2, mediaType: mediaType.imageIndex, manifests: all.slice(start, end) }
  return {
    status: 200,
    headers: {
      'content-type': mediaType.imageIndex,
      ...(type !== null && { 'oci-filters-applied': 'artifactType' }),
      ...(end < all.length && { link: `<${next}>; rel="next"` }),
    },
    body: bytes(JSON.stringify(index)),
  }
}

function* referrersOf(store: Store, name: string, subject: Digest): Iterable<Descriptor> {
  for (const [digest, { mediaType: type, bytes }] of store.repository(name).manifests) {
    const manifest = parseManifest(bytes, type)
    if (manifest.subject?.digest !== subject) continue
    const { annotations } = manifest
    yield { mediaType: type, digest, size: bytes.length, artifactType: artifactTypeOf(manifest), annotations }
  }
}

function tags({ call, store }: Context, name: string): Answer {
  const known = store.repositories.get(name)
  if (known === undefined || known.manifests.size === 0)
    return error(404, 'NAME_UNKNOWN', 'repository name not known to registry')
  const last = call.query.get('last') ?? ''
  const count = Number(call.query.get('n') ?? 100)
  const rest = [...known.tags.keys()].sort().filter((tag) => tag > last)
  const page = rest.slice(0, count)
  const link = `</v2/${name}/tags/list?last=${page.at(-1)}&n=${count}>; rel="next"`
  return json(200, { name, tags: page }, rest.length > page.length ? { link } : {})
}

const unauthorized = error(401, 'UNAUTHORIZED', 'authentication required')

/** What distribution answers where it knows no route, such as that of the referrers. */
const pageNotFound: Answer = {
  status: 404,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: bytes('404 page not found\n'),
}

function error(status: number, code: string, message: string): Answer {
  return json(status, { errors: [{ code, message }] })
}

function json(status: number, value: unknown, headers: Record<string, string> = {}): Answer {
  const body = bytes(`${JSON.stringify(value)}\n`)
  return { status, headers: { 'content-type': 'application/json', ...headers }, body }
}

function created(location: string, digest: Digest): Answer {
  return { status: 201, headers: { location, 'docker-content-digest': digest } }
}

function bytes(content: Uint8Array | string): Body {
  const buffer = Buffer.from(content)
  return { size: buffer.length, open: () => Readable.from([buffer]) }
}

function file(path: string, start: number, end: number): Body {
  return {
    size: end - start,
    open: () => (end > start ? createReadStream(path, { start, end: end - 1 }) : Readable.from([])),
  }
}

async function planned(
  { status, headers, body }: Exclude<FaultAnswer, string>,
  request: IncomingMessage,
): Promise<Answer> {
  return drained(request, { status, headers, body: bytes(body ?? '') })
}

/** Answers once the request's body has been read: a client that still sends would see a broken connection. */
async function drained(request: IncomingMessage, answer: Answer): Promise<Answer> {
  for await (const _ of request);
  return answer
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks)
}

async function* firstHalf(request: IncomingMessage): AsyncIterable<Buffer> {
  let left = Math.floor(Number(request.headers['content-length'] ?? 0) / 2)
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    yield chunk.subarray(0, left)
    left -= chunk.length
    if (left <= 0) return
  }
}

function breakUpload(request: IncomingMessage): void {
  if (request.headers['content-length'] === '0') request.socket.destroy()
  request.once('data', () => request.socket.destroy())
}

async function write(
  { status, headers, body = bytes('') }: Answer,
  response: ServerResponse,
  { method, fault }: { method: string; fault?: Extract<FaultAnswer, string> },
): Promise<void> {
  if (fault === 'reset') return void response.socket?.destroy()
  response.writeHead(status, {
    'docker-distribution-api-version': 'registry/2.0',
    ...(headers?.['transfer-encoding'] === undefined && { 'content-length': body.size }),
    ...headers,
    ...(fault === 'wrong-digest' && { 'docker-content-digest': digestOf('something else') }),
  })
  if (method === 'HEAD' || body.size === 0) return void response.end()
  const half = Math.floor(body.size / 2)
  let sent = 0
  for await (const chunk of body.open()) {
    if (fault === 'truncate' || fault === 'stall') {
      response.write(chunk.subarray(0, Math.max(0, half - sent)))
      sent += chunk.length
      if (sent < half) continue
      // Given to the socket first, or else nothing of it would arrive.
      if (fault === 'truncate') setImmediate(() => response.socket?.destroy())
      return
    }
    const altered = fault === 'wrong-bytes' && sent === 0 ? alter(chunk) : chunk
    sent += chunk.length
    if (!response.write(altered)) await drain(response)
  }
  response.end()
}

function drain(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const settle = () => {
      response.off('drain', settle).off('close', settle)
      resolve()
    }
    response.on('drain', settle).on('close', settle)
  })
}

function alter(chunk: Buffer): Buffer {
  const altered = Buffer.from(chunk)
  altered[0] = (altered[0] ?? 0) ^ 1
  return altered
}

function tryParse(content: Buffer, type: string): Manifest | undefined {
  try {
    return parseManifest(content, type)
  } catch {
    // Whatever is wrong with it: the registry answers one code for all.
    return undefined
  }
}

function childrenOf(manifest: Manifest): Digest[] {
  const children = manifest.kind === 'index' ? manifest.manifests : [manifest.config, ...manifest.layers]
  return children.map(({ digest }) => digest)
}
