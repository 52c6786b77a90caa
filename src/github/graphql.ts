import { z } from 'zod'
import { Failure } from '../failure.ts'
import type { Connection, Verb } from './connection.ts'
import { missingPermission } from './refusal.ts'

/** A query that only reads. */
export type Query<Data extends z.ZodType> = { query: string; data: Data }

/** Asks GraphQL; what went wrong with any part of the answer fails, but for nodes that are gone. */
export async function queryGraphql<Data extends z.ZodType>(
  connection: Connection,
  verb: Omit<Verb, 'idempotent'>,
  { query, data: shape }: Query<Data>,
  variables: Record<string, unknown>,
): Promise<z.output<Data>> {
  // A POST that only reads.
  const { data } = await connection.send({ ...verb, idempotent: true }, (send) =>
    send('POST /graphql', {
      // GitHub Enterprise Server has REST under /api/v3 and GraphQL beside it.
      baseUrl: graphqlBase(String(send.endpoint.DEFAULTS.baseUrl)),
      query,
      variables,
    }),
  )
  const answer = errorsOf.safeParse(data)
  if (!answer.success) throw unanswered(connection, verb, answer.error)
  for (const error of answer.data.errors) refuse(connection, verb, error)
  const parsed = shape.safeParse(answer.data.data)
  if (!parsed.success) throw unanswered(connection, verb, parsed.error)
  return parsed.data
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
  reason: string | z.ZodError,
): Failure {
  const said = typeof reason === 'string' ? reason : z.prettifyError(reason).replace(/\s+/g, ' ')
  return new Failure('unavailable', `cannot ${doing} in ${repository}: ${said}`)
}

const errorsOf = z.object({
  data: z.unknown(),
  errors: z.array(z.object({ type: z.string().optional(), message: z.string() })).default([]),
})
