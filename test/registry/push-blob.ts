// Started by proxy.test.ts as a process of its own, since proxies are a matter of the whole process: pushes a blob and
// reads it again.
import { digestOf } from '../../src/artifact/digest.ts'
import { parseRepository } from '../../src/artifact/reference.ts'
import { useProxies } from '../../src/edge-fetch.ts'
import { connectRegistry } from '../../src/registry/registry.ts'
import { testEdge } from '../support/edge.ts'

const [image = '', scheme = 'http'] = process.argv.slice(2)
const repository = parseRepository(image)
const bytes = Buffer.from('immutable')
const descriptor = { mediaType: 'text/plain', digest: digestOf(bytes), size: bytes.length }
async function* open() {
  yield bytes
}

useProxies(process.env)
const options = {
  credentials: async () => undefined,
  insecureRegistries: scheme === 'http' ? [repository.registry] : [],
}
const registry = connectRegistry(options, testEdge())
await registry.pushBlob(repository, { descriptor, open })
process.stdout.write(await registry.readBlob(repository, descriptor))
