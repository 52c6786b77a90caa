import type { Edge } from '../../src/edge.ts'
import { retryingFetch } from '../../src/edge-fetch.ts'
import { nodeEdge } from '../../src/edge-node.ts'

/** The real edge, but it never waits and keeps what is logged. */
export function testEdge(overrides: Partial<Edge> = {}): Edge & { logged: string[] } {
  const logged: string[] = []
  const keep = (level: string) => (message: string) => void logged.push(`${level}: ${message}`)
  const log = { debug: keep('debug'), info: keep('info'), notice: keep('notice'), warning: keep('warning') }
  const sleep = async () => {}
  return { ...nodeEdge(log), sleep, fetch: retryingFetch({ sleep, log }), ...overrides, logged }
}
