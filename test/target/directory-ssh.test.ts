import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, onTestFinished } from 'vitest'
import { connectRegistry, type Registry } from '../../src/registry/registry.ts'
import { directory } from '../../src/target/directory/directory.ts'
import type { TargetContext } from '../../src/target/target.ts'
import { pushImage, type TarEntry } from '../support/artifacts.ts'
import { testEdge } from '../support/edge.ts'
import { type RegistryServer, startRegistry } from '../support/registry.ts'
import { knownHost, sshHere } from '../support/ssh.ts'
import { dyingEdge } from './dying-edge.ts'
import { targetContract } from './target-contract.ts'

let server: RegistryServer
let registry: Registry
const edge = testEdge()
const context = (): TargetContext => ({
  owner: 'acme/shop',
  environment: 'staging',
  service: 'app',
  strategy: 'blue-green',
  registry,
})
const repository = () => ({ registry: server.host, repository: 'acme/shop' })
const ssh = { host: 'web1.example.com', user: 'deploy', 'known-hosts': [knownHost] }

beforeAll(async () => {
  server = await startRegistry()
  registry = connectRegistry({ credentials: async () => undefined }, edge)
})
afterAll(() => server[Symbol.asyncDispose]())

async function freshPath(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'directory ssh-'))
  onTestFinished(async () => {
    await edge.exec('chmod', ['-R', 'u+w', folder])
    await rm(folder, { recursive: true, force: true })
  })
  return join(folder, "it's a $(shop)")
}

const page = (text: string): TarEntry[] => [
  { name: 'public/', type: 'directory' },
  { name: 'public/index.html', content: text },
]

targetContract('directory over ssh', async () => {
  const path = await freshPath()
  const connect = (by = sshHere(edge)) => directory.connect({ path, ssh }, context(), by)
  return {
    target: connect(),
    artifacts: [
      await pushImage(registry, repository(), [page('one')]),
      await pushImage(registry, repository(), [page('two')]),
    ],
    connect,
    connectDying: (calls, last) => connect(dyingEdge(sshHere(edge), calls, last)),
    load: {
      ask: () => readFile(join(path, 'current/public/index.html'), 'utf8'),
      answers: ['one', 'two'],
    },
  }
})
