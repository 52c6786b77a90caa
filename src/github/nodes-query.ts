import { z } from 'zod'
import type { Connection, Verb } from './connection.ts'
import { queryGraphql } from './graphql.ts'

/** As many as GraphQL takes at once. */
export const idsPerQuery = 100

/**
 * Asks GraphQL about things by their node ids, as many at once as it takes; those that are gone are not among the
 * answers. Node ids, because GraphQL's `databaseId` is a 32-bit number, which the ids of deployments have outgrown.
 */
export async function queryNodes<Node extends z.ZodType>(
  connection: Connection,
  verb: Omit<Verb, 'idempotent'>,
  { query, node }: { query: string; node: Node },
  ids: readonly string[],
): Promise<z.output<Node>[]> {
  const data = z.object({ nodes: z.array(node.nullable()) })
  const found: z.output<Node>[] = []
  for (let start = 0; start < ids.length; start += idsPerQuery) {
    const variables = { ids: ids.slice(start, start + idsPerQuery) }
    const { nodes } = await queryGraphql(connection, verb, { query, data }, variables)
    found.push(...nodes.filter((one) => one !== null))
  }
  return found
}
