import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Connection } from './connection.ts'
import { queryGraphql } from './graphql.ts'

export type QueriedHead = {
  commit: string
  /** By path; undefined where there is none. A file that may not be whole here is not among them. */
  files: Map<string, Uint8Array | undefined>
}

const verb = { doing: 'read the head of the default branch', permission: 'contents: read' }

const target = z.looseObject({ oid: z.string().regex(/^[0-9a-f]{40,64}$/) })
const data = z.object({ repository: z.object({ defaultBranchRef: z.object({ target }) }) })
const entry = z.object({
  mode: z.number(),
  object: z.object({ oid: z.string().optional(), text: z.string().nullish() }).nullable(),
})

/** Fetches the commit at the head of the default branch and some of its files, in one request. */
export async function queryHead(connection: Connection, paths: readonly string[]): Promise<QueriedHead> {
  const named = paths.map((path, index) => ({ name: `file${index}`, path }))
  const variables = Object.fromEntries(named.map(({ name, path }) => [name, path]))
  const query = queryOf(named.map(({ name }) => name))
  const answer = await queryGraphql(connection, verb, { query, data }, { ...connection.repo, ...variables })
  const { oid: commit, ...entries } = answer.repository.defaultBranchRef.target
  const files = new Map<string, Uint8Array | undefined>()
  for (const { name, path } of named) {
    const { data: found } = entry.nullable().safeParse(entries[name])
    if (found === null && isPlain(path)) files.set(path, undefined)
    const bytes = found ? wholeOf(found) : undefined
    if (bytes !== undefined) files.set(path, bytes)
  }
  return { commit, files }
}

function queryOf(names: readonly string[]): string {
  const files = names.map(
    (name) => `${name}: file(path: $${name}) { mode object { ... on Blob { oid text } } }`,
  )
  return `query (${['owner', 'repo', ...names].map((name) => `$${name}: String!`).join(', ')}) {
    repository(owner: $owner, name: $repo) {
      defaultBranchRef { target { oid ... on Commit { ${files.join(' ')} } } }
    }
  }`
}

// Another spelling of a path may only be unknown to git's trees.
function isPlain(path: string): boolean {
  return path.split('/').every((part) => !['', '.', '..'].includes(part))
}

const regularFile = 0o100

// A text may be cut, or mended to be one, and a link is followed by REST alone: what has the hash by which git names
// it is whole.
function wholeOf({ mode, object }: z.infer<typeof entry>): Uint8Array | undefined {
  if (mode >> 9 !== regularFile || object?.text == null) return undefined
  const bytes = Buffer.from(object.text)
  const algorithm = object.oid?.length === 64 ? 'sha256' : 'sha1'
  const hash = createHash(algorithm).update(`blob ${bytes.length}\0`).update(bytes).digest('hex')
  return hash === object.oid ? bytes : undefined
}
