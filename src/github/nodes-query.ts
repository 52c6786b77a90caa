import { z } from 'zod'
import { Failure } from '../failure.ts'
import type { Connection, Verb } from './connection.ts'
import { missingPermission } from './refusal.ts'

const idsPerQuery = 100

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
  const found: z.output<Node>[] = []
  for (let start = 0; start < ids.length; start += idsPerQuery)
    found.push(...(await queryOnce(connection, verb, { query, node }, ids.slice(start, start + idsPerQuery))))
  return found
}

async function queryOnce<Node extends z.ZodType>(
  connection: Connection,
  verb: Omit<Verb, 'idempotent'>,
  { query, node }: { query: string; node: Node },
  ids: readonly string[],
): Promise<z.output<Node>[]> {
  // A POST that only reads.
  const { data } = await connection.send({ ...verb, idempotent: true }, (send) =>
    send('POST /graphql', {
      // GitHub Enterprise Server has REST under /api/v3 and GraphQL beside it.
      baseUrl: graphqlBase(String(send.endpoint.DEFAULTS.baseUrl)),
      query,
      variables: { ids },
    }),
  )
  const answer = answerOf(node).safeParse(data)
  if (!answer.success) throw unanswered(connection, verb, z.prettifyError(answer.error).replace(/\s+/g, ' '))
  for (const error of answer.data.errors) refuse(connection, verb, error)
  return (answer.data.data?.nodes ?? []).filter((node) => node !== null)
}

function graphqlBase(apiUrl: string): string {
  return apiUrl.replace(/\/api\/v3$/, '/api')
}

// Errors come with status 200. A node that is gone is no error: it was deleted meanwhile.
function refuse(
  connection: Connection,
  verb: Omit<Verb, 'idempotent'>,
  { type, message }: { type?: string; message: string },
): void {
  if (type === 'NOT_FOUND') return
  if (type === 'FORBIDDEN') throw missingPermission(verb.permission)
  throw unanswered(connection, verb, message)
}

function unanswered(
  { repository }: Connection,
  { doing }: Omit<Verb, 'idempotent'>,
  reason: string,
): Failure {
  return new Failure('unavailable', `cannot ${doing} in ${repository}: ${reason}`)
}

function answerOf<Node extends z.ZodType>(node: Node) {
  return z.object({
    data: z.object({ nodes: z.array(node.nullable()) }).nullish(),
    errors: z.array(z.object({ type: z.string().optional(), message: z.string() })).default([]),
  })
}
