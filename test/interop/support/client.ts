import type { DigestReference } from '../../../src/artifact/reference.ts'
import type { Edge } from '../../../src/edge.ts'
import { nodeEdge } from '../../../src/edge-node.ts'
import type { CredentialSource } from '../../../src/registry/credentials.ts'
import { connectRegistry, type Registry } from '../../../src/registry/registry.ts'
import { pushImage } from '../../support/artifacts.ts'

/** The real edge with its real waits, which keeps what is logged. */
export function realEdge(): Edge & { logged: string[] } {
  const logged: string[] = []
  const keep = (message: string) => void logged.push(message)
  return { ...nodeEdge({ debug: keep, info: keep, notice: keep, warning: keep }), logged }
}

/** Our own client, as each job has one of its own. */
export function connect(
  credentials: CredentialSource = async () => undefined,
  edge: Edge = realEdge(),
): Registry {
  return connectRegistry({ credentials }, edge)
}

let images = 0

/** Pushes a small image into a repository of its own. */
export async function pushSubject(host: string, registry = connect()): Promise<DigestReference> {
  const repository = { registry: host, repository: `acme/subject-${images++}` }
  return pushImage(registry, repository, [[{ name: 'greeting', content: repository.repository }]])
}
