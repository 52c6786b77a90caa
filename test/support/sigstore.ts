import {
  createHash,
  createPublicKey,
  createVerify,
  generateKeyPairSync,
  type JsonWebKeyInput,
  verify,
  X509Certificate,
} from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
// Not from the package's index: that loads nock, which puts itself between the test and its sockets.
import { initializeCA, initializeCTLog } from '@sigstore/mock/dist/fulcio/index.js'
import { initializeTLog } from '@sigstore/mock/dist/rekor/index.js'
import { initializeTSA, tsaHandler } from '@sigstore/mock/dist/timestamp/index.js'
import { HashAlgorithm, PublicKeyDetails, TrustedRoot } from '@sigstore/protobuf-specs'
import canonicalize from 'canonicalize'
import { isSignedBy } from '../../src/evidence/key.ts'
import { createRekorV2, type RekorV2 } from './rekor-v2.ts'

export type SigstoreOptions = {
  /** Certificate transparency and a log, as the public-good instance has; without, it is like GitHub's own. */
  logs?: boolean
  /** Where identity tokens are from, in URIs of certificates. */
  serverUrl?: string
  /** `/.well-known/jwks` of the issuer. Without it, tokens are believed. */
  jwksUrl?: string
  /** What the services take for the time, where it is not now. */
  clocks?: { certificates?: Date; log?: Date; timestamps?: Date }
}

export type Sigstore = {
  fulcioUrl: string
  rekorUrl: string
  tsaUrl: string
  /** The content of a trusted_root.json that knows these services. */
  trustedRoot: string
  requests: { method: string; path: string; status: number }[]
  /** Answers the next requests to a path with this status instead, so many times. */
  fault(path: string, status: number, times?: number): void
  /** Changes the next answer to a path, or keeps it waiting. */
  intercept(path: string, change: (answer: Answer) => Answer | Promise<Answer>): void
  [Symbol.asyncDispose](): Promise<void>
}

export type Answer = { status: number; body?: unknown; headers?: Record<string, string> }

type Services = Record<string, (body: string, url: string) => Promise<Answer> | Answer>

/**
 * Starts a Sigstore of its own: certificates with GitHub's extensions and an SCT, a Rekor v1 and a Rekor v2 that
 * answer as the real ones do, timestamps. All keys are new with each start.
 */
export async function startSigstore(options: SigstoreOptions = {}): Promise<Sigstore> {
  const requests: Sigstore['requests'] = []
  const faults: { path: string; status: number; times: number }[] = []
  const interceptions: { path: string; change: (answer: Answer) => Answer | Promise<Answer> }[] = []
  let services: Services = {}
  const server = createServer(async (request, response) => {
    const { method = '', url = '/' } = request
    const body = await readBody(request)
    const path = url.replace(/[?].*$/, '')
    const fault = faults.find((rule) => rule.times > 0 && path.startsWith(rule.path))
    if (fault !== undefined) fault.times--
    const at = interceptions.findIndex((rule) => path.startsWith(rule.path))
    const [interception] = at < 0 ? [] : interceptions.splice(at, 1)
    const {
      status,
      body: content,
      headers = {},
    } = fault
      ? { status: fault.status, body: { message: 'a fault, as the test wanted it' } }
      : await (interception?.change ?? unchanged)(await answer(services, method, path, body))
    requests.push({ method, path, status })
    const bytes = content instanceof Uint8Array ? content : JSON.stringify(content ?? {})
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(bytes)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const world = await startServices(url, options)
  services = world.services
  return {
    fulcioUrl: url,
    rekorUrl: url,
    tsaUrl: url,
    trustedRoot: world.trustedRoot,
    requests,
    fault: (path, status, times = 1) => void faults.push({ path, status, times }),
    intercept: (path, change) => void interceptions.push({ path, change }),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** GitHub's claims for a push to main of acme/shop; any of them may be told otherwise. */
export function testClaims(claims: Record<string, unknown> = {}): Record<string, unknown> {
  const { repository = 'acme/shop', ref = 'refs/heads/main' } = claims
  const workflow = `${repository}/.github/workflows/deploy.yml@${ref}`
  const now = Math.floor(Date.now() / 1000)
  return {
    iss: 'https://token.actions.githubusercontent.com',
    aud: 'sigstore',
    sub: `repo:${repository}:ref:${ref}`,
    iat: now,
    exp: now + 300,
    repository,
    repository_id: '1001',
    repository_owner: String(repository).split('/')[0],
    repository_owner_id: '2002',
    repository_visibility: 'public',
    ref,
    sha: '1'.repeat(40),
    event_name: 'push',
    workflow: 'deploy',
    workflow_ref: workflow,
    workflow_sha: '1'.repeat(40),
    job_workflow_ref: workflow,
    job_workflow_sha: '1'.repeat(40),
    run_id: '42',
    run_attempt: '1',
    runner_environment: 'github-hosted',
    ...claims,
  }
}

/** Makes a token that a Sigstore without `jwksUrl` believes. */
export function identityToken(claims: Record<string, unknown> = {}): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part({ alg: 'RS256', typ: 'JWT' })}.${part(testClaims(claims))}.${Buffer.from('test').toString('base64url')}`
}

async function startServices(url: string, options: SigstoreOptions) {
  const { logs = true, clocks = {}, serverUrl = 'https://github.com', jwksUrl } = options
  const ctLog = logs ? await initializeCTLog(newKeyPair(), clocks.certificates) : undefined
  const ca = await initializeCA(newKeyPair(), ctLog, clocks.certificates)
  const tlog = await initializeTLog(url, newKeyPair(), clocks.log)
  const tiles = createRekorV2(url)
  const tsa = await initializeTSA(newKeyPair())
  // In whole seconds: @sigstore/core cannot read the fractions of one or two digits that it writes at times.
  const second = () => Math.floor((clocks.timestamps?.getTime() ?? Date.now()) / 1000) * 1000
  Object.assign(tsa, { getCurrentTime: () => new Date(second()) })
  const stamp = tsaHandler(tsa).fn
  const services: Services = {
    'POST /api/v2/signingCert': (body) => issueCertificate(body, ca, serverUrl, jwksUrl),
    ...(logs ? { ...logServices(tlog), ...tileServices(tiles) } : {}),
    'POST /api/v1/timestamp': async (body) => {
      const { statusCode, response } = await stamp(body)
      if (typeof response === 'string') return { status: statusCode, body: { message: response } }
      const bytes = new Uint8Array(response.buffer, response.byteOffset, response.byteLength)
      return { status: statusCode, body: bytes, headers: { 'content-type': 'application/timestamp-reply' } }
    },
  }
  const trustedRoot = TrustedRoot.toJSON({
    mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
    tlogs: logs ? [logInstance(url, tlog.publicKey), tiles.instance] : [],
    ctlogs: ctLog === undefined ? [] : [logInstance(url, ctLog.publicKey)],
    certificateAuthorities: [authority(url, [bytesOf(ca.rootCertificate)])],
    timestampAuthorities: [authority(url, [bytesOf(tsa.intCertificate), bytesOf(tsa.rootCertificate)])],
  })
  return { services, trustedRoot: JSON.stringify(trustedRoot) }
}

function unchanged(answer: Answer): Answer {
  return answer
}

async function answer(services: Services, method: string, path: string, body: string): Promise<Answer> {
  const service = services[`${method} ${path}`] ?? services[`${method} ${path.replace(/[^/]*$/, '')}`]
  if (service === undefined)
    return { status: 404, body: { code: 404, message: `path ${path} was not found` } }
  try {
    return await service(body, path)
  } catch (error) {
    return { status: 400, body: { code: 3, message: error instanceof Error ? error.message : String(error) } }
  }
}

type CertificateAuthority = Awaited<ReturnType<typeof initializeCA>>

// https://github.com/sigstore/fulcio/blob/v1.8.0/fulcio.proto
async function issueCertificate(
  body: string,
  ca: CertificateAuthority,
  serverUrl: string,
  jwksUrl: string | undefined,
): Promise<Answer> {
  const { credentials, publicKeyRequest } = JSON.parse(body)
  const claims = await readToken(String(credentials.oidcIdentityToken), jwksUrl).catch(() => undefined)
  if (claims === undefined) {
    return { status: 400, body: { code: 3, message: 'There was an error processing the identity token' } }
  }
  const key = createPublicKey(publicKeyRequest.publicKey.content)
  const proof = Buffer.from(publicKeyRequest.proofOfPossession, 'base64')
  if (!verify('sha256', Buffer.from(String(claims.sub)), key, proof)) {
    return {
      status: 400,
      body: { code: 3, message: 'The signature supplied in the request could not be verified' },
    }
  }
  const subjectAltName = claims.job_workflow_ref
    ? `${serverUrl}/${claims.job_workflow_ref}`
    : String(claims.email)
  const certificate = await ca.issueCertificate({
    publicKey: key.export({ format: 'der', type: 'spki' }),
    subjectAltName,
    extensions: extensionsOf(claims, serverUrl),
  })
  const certificates = [certificate, ca.rootCertificate].map((der) =>
    new X509Certificate(bytesOf(der)).toString(),
  )
  return { status: 201, body: { signedCertificateEmbeddedSct: { chain: { certificates } } } }
}

async function readToken(token: string, jwksUrl: string | undefined): Promise<Record<string, unknown>> {
  const [header = '', payload = '', signature = ''] = token.split('.')
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString())
  if (claims.aud !== 'sigstore' || claims.exp * 1000 < Date.now())
    throw new Error('wrong audience or expired')
  if (jwksUrl !== undefined) {
    const { kid } = JSON.parse(Buffer.from(header, 'base64url').toString())
    const { keys } = (await (await fetch(jwksUrl)).json()) as {
      keys: (JsonWebKeyInput['key'] & { kid?: string })[]
    }
    const jwk = keys.find((key) => key.kid === kid)
    if (jwk === undefined) throw new Error(`no key ${kid}`)
    const verifier = createVerify('RSA-SHA256').update(`${header}.${payload}`)
    const key = createPublicKey({ key: jwk, format: 'jwk' })
    if (!verifier.verify(key, Buffer.from(signature, 'base64url'))) throw new Error('wrong signature')
  }
  return claims
}

// https://github.com/sigstore/fulcio/blob/v1.8.0/docs/oid-info.md
function extensionsOf(claims: Record<string, unknown>, serverUrl: string) {
  const { repository, run_id: run, run_attempt: attempt } = claims
  const uri = (value: unknown) => (value === undefined ? undefined : `${serverUrl}/${value}`)
  const legacy = [claims.iss, claims.event_name, claims.sha, claims.workflow, repository, claims.ref]
  const current = {
    8: claims.iss,
    9: uri(claims.job_workflow_ref),
    10: claims.job_workflow_sha,
    11: claims.runner_environment,
    12: uri(repository),
    13: claims.sha,
    14: claims.ref,
    15: claims.repository_id,
    16: uri(claims.repository_owner),
    17: claims.repository_owner_id,
    18: uri(claims.workflow_ref),
    19: claims.workflow_sha,
    20: claims.event_name,
    21: run === undefined ? undefined : `${serverUrl}/${repository}/actions/runs/${run}/attempts/${attempt}`,
    22: claims.repository_visibility,
    23: claims.environment,
    24: claims.sub,
  }
  const arc = '1.3.6.1.4.1.57264.1'
  return [
    ...legacy.map((value, index) => ({ oid: `${arc}.${index + 1}`, value, legacy: true })),
    ...Object.entries(current).map(([number, value]) => ({ oid: `${arc}.${number}`, value })),
  ].flatMap(({ value, ...extension }) =>
    value === undefined ? [] : [{ ...extension, value: String(value) }],
  )
}

type Log = Awaited<ReturnType<typeof initializeTLog>>

// Rekor v1: https://github.com/sigstore/rekor/blob/v1.5.0/openapi.yaml
function logServices(tlog: Log): Services {
  const entries = new Map<string, unknown>()
  const known = new Map<string, string>()
  return {
    'POST /api/v1/log/entries': async (body) => {
      const entry = canonicalEntry(JSON.parse(body))
      const identity = createHash('sha256')
        .update(canonicalize(entry) ?? '')
        .digest('hex')
      const location = known.get(identity)
      if (location !== undefined) {
        const message = 'an equivalent entry already exists in the transparency log'
        return { status: 409, body: { code: 409, message }, headers: { location } }
      }
      const logged = await tlog.log(entry)
      const [uuid = ''] = Object.keys(logged)
      entries.set(uuid, logged)
      known.set(identity, `/api/v1/log/entries/${uuid}`)
      return { status: 201, body: logged }
    },
    'GET /api/v1/log/entries/': (_body, path) => {
      const entry = entries.get(path.replace(/^.*\//, ''))
      return entry === undefined
        ? { status: 404, body: { code: 404, message: 'entry not found' } }
        : { status: 200, body: entry }
    },
  }
}

function tileServices(log: RekorV2): Services {
  return { 'POST /api/v2/log/entries': (body) => log.addEntry(body) }
}

// What Rekor keeps of a proposed entry: hashes and the signature, not the payload.
// https://github.com/sigstore/rekor/blob/v1.5.0/pkg/types/dsse/v0.0.1/entry.go
function canonicalEntry(proposed: {
  kind: string
  apiVersion: string
  spec: Record<string, unknown>
}): object {
  if (proposed.kind !== 'dsse') return proposed
  const { envelope, verifiers } = proposed.spec.proposedContent as { envelope: string; verifiers: string[] }
  const { payloadType, payload, signatures } = JSON.parse(envelope)
  const content = Buffer.from(payload, 'base64')
  const type = Buffer.from(payloadType)
  const pae = Buffer.concat([Buffer.from(`DSSEv1 ${type.length} ${type} ${content.length} `), content])
  const [verifier = ''] = verifiers
  if (
    !isSignedBy(
      pae,
      Buffer.from(signatures[0].sig, 'base64'),
      createPublicKey(Buffer.from(verifier, 'base64')),
    )
  ) {
    throw new Error('could not verify envelope')
  }
  return {
    apiVersion: '0.0.1',
    kind: 'dsse',
    spec: {
      envelopeHash: { algorithm: 'sha256', value: createHash('sha256').update(envelope).digest('hex') },
      payloadHash: { algorithm: 'sha256', value: createHash('sha256').update(content).digest('hex') },
      signatures: [{ signature: signatures[0].sig, verifier }],
    },
  }
}

function logInstance(baseUrl: string, publicKey: Buffer) {
  return {
    baseUrl,
    hashAlgorithm: HashAlgorithm.SHA2_256,
    logId: { keyId: createHash('sha256').update(publicKey).digest() },
    publicKey: {
      rawBytes: publicKey,
      keyDetails: PublicKeyDetails.PKIX_ECDSA_P256_SHA_256,
      validFor: { start: longAgo },
    },
    checkpointKeyId: undefined,
    operator: 'test',
  }
}

function authority(uri: string, certificates: Buffer[]) {
  return {
    subject: { commonName: 'sigstore', organization: 'sigstore.mock' },
    uri,
    certChain: { certificates: certificates.map((rawBytes) => ({ rawBytes })) },
    validFor: { start: longAgo },
    operator: 'test',
  }
}

const longAgo = new Date(0)

function newKeyPair() {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' })
}

function bytesOf(view: ArrayBufferView): Buffer {
  return Buffer.from(view.buffer, view.byteOffset, view.byteLength)
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}
