import { generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { type AddressInfo, connect } from 'node:net'
import { githubIssuer } from '../../../src/evidence/identity.ts'
import { testClaims } from '../../support/sigstore.ts'
import { authority, certify } from './certificate.ts'
import { freshFolder } from './program.ts'

/** What a job's token says where it is not what `testClaims` says. */
export type Claims = Record<string, string>

/** Gives out identity tokens as GitHub does, in its name. */
export type Issuer = AsyncDisposable & {
  /** Where a job with these claims asks for its token, and by what right. */
  requestOf(claims?: Claims): { url: string; token: string }
  tokenOf(claims?: Claims): string
  /** Lets one process, and no other, find this issuer where GitHub's would be. */
  environment: Record<string, string>
}

/** Starts an issuer behind a proxy that leads nowhere else. */
export async function startIssuer(): Promise<Issuer> {
  const folder = freshFolder('issuer')
  const certificate = await certify(folder, 'issuer', {
    subject: '/CN=issuer',
    extensions: [...authority, `subjectAltName=DNS:${new URL(githubIssuer).hostname}`],
  })
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const keyId = randomUUID()
  const right = randomUUID()

  function tokenOf(claims: Claims = {}, audience = 'sigstore'): string {
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const head = part({ typ: 'JWT', alg: 'RS256', kid: keyId })
    const signed = `${head}.${part({ ...testClaims(claims), aud: audience })}`
    return `${signed}.${sign('sha256', Buffer.from(signed), privateKey).toString('base64url')}`
  }

  const published: Record<string, unknown> = {
    '/.well-known/openid-configuration': {
      issuer: githubIssuer,
      jwks_uri: `${githubIssuer}/keys`,
      response_types_supported: ['id_token'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
    },
    '/keys': {
      keys: [{ ...publicKey.export({ format: 'jwk' }), kid: keyId, use: 'sig', alg: 'RS256' }],
    },
  }
  const tls = await listen(
    createTlsServer(
      { key: readFileSync(certificate.key), cert: readFileSync(certificate.certificate) },
      answering((url) => published[url.pathname]),
    ),
  )
  const proxy = await listen(createProxy(tls.port))
  const tokens = await listen(
    createServer(
      answering((url, authorization) => {
        if (authorization !== `Bearer ${right}`) return undefined
        const claims: Claims = JSON.parse(url.searchParams.get('claims') ?? '{}')
        return { value: tokenOf(claims, url.searchParams.get('audience') ?? undefined) }
      }),
    ),
  )

  return {
    requestOf: (claims = {}) => {
      const query = new URLSearchParams({ claims: JSON.stringify(claims) })
      return { url: `http://127.0.0.1:${tokens.port}/token?${query}`, token: right }
    },
    tokenOf,
    environment: {
      HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`,
      SSL_CERT_FILE: certificate.certificate,
    },
    [Symbol.asyncDispose]: async () => {
      for (const { server } of [tokens, proxy, tls]) await close(server)
    },
  }
}

function answering(find: (url: URL, authorization?: string) => unknown): RequestListener {
  return (request, response) => {
    const found = find(new URL(request.url ?? '/', 'http://issuer'), request.headers.authorization)
    response.writeHead(found === undefined ? 404 : 200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(found ?? {}))
  }
}

function createProxy(port: number): Server {
  const proxy = createServer((_, response) => response.writeHead(403).end())
  return proxy.on('connect', (request, client, head) => {
    // Nobody else ends what is no longer a connection of HTTP.
    for (const event of ['error', 'end'] as const) client.on(event, () => client.destroy())
    if (request.url !== `${new URL(githubIssuer).hostname}:443`)
      return void client.end('HTTP/1.1 403 Forbidden\r\n\r\n')
    const issuer = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      issuer.write(head)
      issuer.pipe(client).pipe(issuer)
    })
    for (const event of ['error', 'end'] as const) issuer.on(event, () => client.destroy())
  })
}

/** Has a server listen on a port of loopback that the kernel chooses. */
export async function listen<T extends Server>(server: T): Promise<{ server: T; port: number }> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, port: (server.address() as AddressInfo).port }
}

export async function close(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
}
