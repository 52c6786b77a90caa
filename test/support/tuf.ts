import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import canonicalize from 'canonicalize'

export type TufServer = {
  url: string
  /** The metadata that a client begins with. */
  root: string
  requests: string[]
  /** Hands out another target from now on. */
  publish(trustedRoot: string): void
  /** Signs new metadata that expire so many seconds from now; the last ones are overwritten. */
  renew(seconds: number): void
  /** Answers every request with this status, or breaks the connection. */
  fail(how: number | 'break' | undefined): void
  /** Signs from now on with a key that the root does not know. */
  loseKey(): void
  [Symbol.asyncDispose](): Promise<void>
}

/**
 * Starts a repository of The Update Framework with one target, trusted_root.json, whose roles share one key.
 * https://theupdateframework.github.io/specification/v1.0.33/
 */
export async function startTuf(trustedRoot: string): Promise<TufServer> {
  let signer = newSigner()
  const roles = { keyids: [signer.id], threshold: 1 }
  const root = signed(signer, {
    _type: 'root',
    version: 1,
    consistent_snapshot: false,
    expires: inSeconds(3600),
    keys: { [signer.id]: signer.key },
    roles: { root: roles, timestamp: roles, snapshot: roles, targets: roles },
  })
  let content = trustedRoot
  let version = 0
  let files: Record<string, string> = {}
  const renew = (seconds: number) => {
    version++
    const common = { version, expires: inSeconds(seconds) }
    const target = { length: Buffer.byteLength(content), hashes: { sha256: sha256(content) } }
    const meta = (name: string) => ({ meta: { [name]: { version } } })
    files = {
      '/targets.json': signed(signer, {
        _type: 'targets',
        ...common,
        targets: { 'trusted_root.json': target },
      }),
      '/snapshot.json': signed(signer, { _type: 'snapshot', ...common, ...meta('targets.json') }),
      '/timestamp.json': signed(signer, { _type: 'timestamp', ...common, ...meta('snapshot.json') }),
      '/targets/trusted_root.json': content,
    }
  }
  renew(3600)

  const requests: string[] = []
  let failure: number | 'break' | undefined
  const server = createServer(({ url = '' }, response) => {
    requests.push(url)
    if (failure === 'break') response.destroy()
    else if (failure !== undefined) response.writeHead(failure).end()
    else if (files[url] === undefined) response.writeHead(404).end()
    else response.end(files[url])
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    root,
    requests,
    publish: (other) => {
      content = other
      renew(3600)
    },
    renew,
    fail: (how) => {
      failure = how
    },
    loseKey: () => {
      signer = { ...newSigner(), id: signer.id }
      renew(3600)
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

type Signer = { id: string; key: object; sign(bytes: Buffer): string }

function newSigner(): Signer {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const bytes = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)
  return {
    id: sha256(bytes),
    key: { keytype: 'ed25519', scheme: 'ed25519', keyval: { public: bytes.toString('hex') } },
    sign: (content) => sign(null, content, privateKey).toString('hex'),
  }
}

function signed({ id, sign }: Signer, content: Record<string, unknown>): string {
  const whole = { spec_version: '1.0.31', ...content }
  const sig = sign(Buffer.from(canonicalize(whole) ?? ''))
  return JSON.stringify({ signatures: [{ keyid: id, sig }], signed: whole })
}

function inSeconds(seconds: number): string {
  return new Date(Date.now() + seconds * 1000).toISOString().replace(/\.\d+/, '')
}

function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex')
}
