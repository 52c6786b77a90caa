import { generateKeyPairSync } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, request as requestOf } from 'node:http'
import { connect } from 'node:net'
import { join, normalize } from 'node:path'
import { stringify } from 'yaml'
import { githubIssuer } from '../../../src/evidence/identity.ts'
import { authority, type Certificate, certify } from './certificate.ts'
import { close, type Issuer, listen } from './issuer.ts'
import { freshFolder } from './program.ts'
import { freePort, type Server, type ServerOptions, startServer } from './server.ts'

/** One of Sigstore's servers, and the path of the PEM by which its word is verified. */
export type Service = Server & { url: string; pem: string }

/** Starts Fulcio, which certifies jobs by the tokens of one issuer. */
export async function startFulcio(
  issuer: Issuer,
  { certificate, key }: Certificate,
  certificates: Service | undefined,
): Promise<Service> {
  const folder = freshFolder('fulcio')
  const [port, grpcPort, metricsPort] = [await freePort(), await freePort(), await freePort()]
  const config = join(folder, 'config.yaml')
  writeFileSync(config, stringify(fulcioConfig))
  const url = `http://127.0.0.1:${port}`
  const server = await startServer('fulcio', {
    args: [
      ...['serve', '--host=127.0.0.1', `--port=${port}`, '--grpc-host=127.0.0.1', `--grpc-port=${grpcPort}`],
      ...[`--metrics-port=${metricsPort}`, `--legacy-unix-domain-socket=@fulcio-${port}`],
      ...[`--config-path=${config}`, '--ca=fileca', `--fileca-cert=${certificate}`, `--fileca-key=${key}`],
      // It wants one for a key that has none.
      ...['--fileca-key-passwd=unused', '--fileca-watch=false', `--ct-log-url=${certificates?.url ?? ''}`],
      ...(certificates === undefined ? [] : [`--ct-log-public-key-path=${certificates.pem}`]),
    ],
    env: issuer.environment,
    ready: answers(`${url}/healthz`),
  })
  return { ...server, url, pem: certificate }
}

/** Starts a log of certificates, which takes those of one authority. */
export async function startCertificateLog(root: string): Promise<Service> {
  const folder = freshFolder('certificate-log')
  const port = await freePort()
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const key = join(folder, 'log.key')
  writeFileSync(key, privateKey.export({ type: 'sec1', format: 'pem' }))
  const pem = join(folder, 'log.pub')
  writeFileSync(pem, publicKey.export({ type: 'spki', format: 'pem' }))
  const url = `http://127.0.0.1:${port}`
  const server = await startServer('tesseract', {
    args: [
      ...[`--address=127.0.0.1:${port}`, `--folder=${join(folder, 'log')}`],
      ...[`--key=${key}`, `--roots=${root}`],
    ],
    ready: answers(`${url}/ct/v1/get-roots`),
  })
  return { ...server, url, pem }
}

/** Starts Rekor v2. It writes what somebody else has to serve. */
export async function startRekor2(): Promise<Service> {
  const folder = freshFolder('rekor')
  const [port, grpcPort, metricsPort] = [await freePort(), await freePort(), await freePort()]
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const key = join(folder, 'rekor.key')
  writeFileSync(key, privateKey.export({ type: 'pkcs8', format: 'pem' }))
  const pem = join(folder, 'rekor.pub')
  writeFileSync(pem, publicKey.export({ type: 'spki', format: 'pem' }))
  const tiles = join(folder, 'tiles')
  mkdirSync(tiles)
  const server = await startServer('rekor-tiles', {
    args: [
      // Whoever verifies compares its name with the host of its address, without the port.
      ...['serve', '--hostname=127.0.0.1', `--http-port=${port}`, `--grpc-port=${grpcPort}`],
      ...[`--http-metrics-port=${metricsPort}`, `--storage-dir=${tiles}`, `--signer-filepath=${key}`],
      ...['--checkpoint-interval=250ms', '--batch-max-age=50ms'],
    ],
    ready: answers(`http://127.0.0.1:${port}/healthz`),
  })
  const front = await startFront(tiles, port)
  return {
    url: `http://127.0.0.1:${front.port}`,
    pem,
    [Symbol.asyncDispose]: async () => {
      await close(front.server)
      await server[Symbol.asyncDispose]()
    },
  }
}

/** Starts Rekor v1 over a Trillian that is kept in memory. */
export async function startRekor1(): Promise<Service> {
  const folder = freshFolder('rekor-v1')
  const [port, trillianPort] = [await freePort(), await freePort()]
  const url = `http://127.0.0.1:${port}`
  await using started = new AsyncDisposableStack()
  const trillian = { args: [`--address=127.0.0.1:${trillianPort}`], ready: () => listens(trillianPort) }
  started.use(await startServer('trillian', trillian))
  const served = ['createLogEntry', 'getLogEntryByIndex', 'getLogEntryByUUID', 'getLogInfo', 'getLogProof']
  const rekor: ServerOptions = {
    args: [
      ...['serve', '--rekor_server.address=127.0.0.1', `--port=${port}`, '--rekor_server.hostname=127.0.0.1'],
      ...['--rekor_server.signer=memory', `--trillian_log_server.port=${trillianPort}`],
      // Its index would need a database.
      ...['--enable_retrieve_api=false', `--enabled_api_endpoints=${[...served, 'getPublicKey'].join()}`],
    ],
    ready: answers(`${url}/api/v1/log`),
  }
  started.use(await startServer('rekor-server', rekor))
  const pem = join(folder, 'rekor.pub')
  writeFileSync(pem, await textOf(`${url}/api/v1/log/publicKey`))
  const stopping = started.move()
  return { url, pem, [Symbol.asyncDispose]: () => stopping.disposeAsync() }
}

/** Starts a timestamp authority. */
export async function startTimestampAuthority(): Promise<Service> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const args = [`--port=${port}`]
  const server = await startServer('timestamp-authority', { args, ready: answers(`${url}/ping`) })
  const pem = join(freshFolder('timestamps'), 'chain.pem')
  writeFileSync(pem, await textOf(`${url}/api/v1/timestamp/certchain`))
  return { ...server, url, pem }
}

/** Makes what Fulcio certifies by: the chain, uppermost last, and the lowest one's key. */
export async function makeAuthority(organization: string): Promise<Certificate & { root: string }> {
  const folder = freshFolder('authority')
  const root = await certify(folder, 'root', { subject: `/O=${organization}/CN=root`, extensions: authority })
  const { certificate, key } = await certify(folder, 'intermediate', {
    subject: `/O=${organization}/CN=intermediate`,
    extensions: [...authority, 'extendedKeyUsage=codeSigning'],
    by: root,
  })
  const chain = join(folder, 'chain.pem')
  writeFileSync(chain, [certificate, root.certificate].map((file) => readFileSync(file, 'utf8')).join(''))
  return { certificate: chain, key, root: root.certificate }
}

/** Serves what Rekor v2 has written, and passes on to it what it is to write. */
function startFront(tiles: string, port: number) {
  const server = createServer((request, response) => {
    const [, file] = /^\/api\/v2\/(checkpoint|tile\/.*)$/.exec(request.url ?? '') ?? []
    if (request.method === 'GET' && file !== undefined) {
      try {
        return void response.writeHead(200).end(readFileSync(join(tiles, normalize(file))))
      } catch {
        return void response.writeHead(404).end()
      }
    }
    const { method, url: path, headers } = request
    const passed = requestOf({ host: '127.0.0.1', port, method, path, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    passed.on('error', () => response.writeHead(502).end())
    request.pipe(passed)
  })
  return listen(server)
}

function answers(url: string): () => Promise<boolean> {
  return async () => (await fetch(url)).ok
}

async function textOf(url: string): Promise<string> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${url} answered ${response.status}`)
  return response.text()
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })
}

/** What Fulcio makes of GitHub's claims. https://github.com/sigstore/fulcio/blob/v1.8.8/config/identity/config.yaml */
const fulcioConfig = {
  'oidc-issuers': {
    [githubIssuer]: {
      'issuer-url': githubIssuer,
      'client-id': 'sigstore',
      type: 'ci-provider',
      'ci-provider': 'github-workflow',
    },
  },
  'ci-issuer-metadata': {
    'github-workflow': {
      'default-template-values': { url: 'https://github.com', environment: '' },
      'extension-templates': {
        'github-workflow-trigger': 'event_name',
        'github-workflow-sha': 'sha',
        'github-workflow-name': 'workflow',
        'github-workflow-repository': 'repository',
        'github-workflow-ref': 'ref',
        'build-signer-uri': '{{ .url }}/{{ .job_workflow_ref }}',
        'build-signer-digest': 'job_workflow_sha',
        'runner-environment': 'runner_environment',
        'source-repository-uri': '{{ .url }}/{{ .repository }}',
        'source-repository-digest': 'sha',
        'source-repository-ref': 'ref',
        'source-repository-identifier': 'repository_id',
        'source-repository-owner-uri': '{{ .url }}/{{ .repository_owner }}',
        'source-repository-owner-identifier': 'repository_owner_id',
        'build-config-uri': '{{ .url }}/{{ .workflow_ref }}',
        'build-config-digest': 'workflow_sha',
        'build-trigger': 'event_name',
        'run-invocation-uri':
          '{{ .url }}/{{ .repository }}/actions/runs/{{ .run_id }}/attempts/{{ .run_attempt }}',
        'source-repository-visibility-at-signing': 'repository_visibility',
        'deployment-environment': 'environment',
      },
      'subject-alternative-name-template': '{{ .url }}/{{ .job_workflow_ref }}',
    },
  },
}
