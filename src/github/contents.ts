import { Failure, isFailure } from '../failure.ts'
import { readLimited } from './body.ts'
import type { Connection } from './connection.ts'

export interface Contents {
  /** The commit at the head of the default branch. */
  fetchDefaultHead(): Promise<string>
  /** The same with files of that commit, as many as one request gives: by path, undefined where there is none. */
  fetchHead(paths: readonly string[]): Promise<Head>
  /** A file's bytes at a commit; undefined if there is none. */
  fetchFile(path: string, commit: string): Promise<Uint8Array | undefined>
}

export type Head = { commit: string; files: ReadonlyMap<string, Uint8Array | undefined> }

// Policies and what they name are small; GitHub itself stops at 100 MB.
const fileLimit = 16 * 1024 * 1024

export function contentsOf(connection: Connection): Contents {
  return {
    fetchDefaultHead: () => fetchDefaultHead(connection),
    fetchHead: (paths) => fetchHead(connection, paths),
    fetchFile: (path, commit) => fetchFile(connection, path, commit),
  }
}

async function fetchDefaultHead(connection: Connection): Promise<string> {
  const verb = { doing: 'find the head of the default branch', permission: 'contents: read' }
  const { data } = await connection.send(verb, (send) =>
    send('GET /repos/{owner}/{repo}/commits/{ref}', {
      ...connection.repo,
      ref: 'HEAD',
      mediaType: { format: 'sha' },
    }),
  )
  // Typed as the commit, which another media type would be.
  const sha: unknown = data
  if (typeof sha === 'string' && /^[0-9a-f]{40,64}$/.test(sha)) return sha
  throw new Failure(
    'unavailable',
    `cannot ${verb.doing} in ${connection.repository}: the answer is no commit`,
  )
}

async function fetchHead(connection: Connection, paths: readonly string[]): Promise<Head> {
  const { queryHead } = await import('./head-query.ts')
  try {
    return await queryHead(connection, paths)
  } catch (error) {
    // GraphQL only saves requests. Where it has no answer, REST has one, or says why not.
    if (isFailure(error)) return { commit: await fetchDefaultHead(connection), files: new Map() }
    throw error
  }
}

async function fetchFile(
  connection: Connection,
  path: string,
  commit: string,
): Promise<Uint8Array | undefined> {
  const verb = { doing: `read ${path} at ${commit.slice(0, 12)}`, permission: 'contents: read' }
  try {
    const { data, headers } = await connection.send(verb, (send) =>
      send('GET /repos/{owner}/{repo}/contents/{path}', {
        ...connection.repo,
        path,
        ref: commit,
        mediaType: { format: 'raw' },
        // The bytes as they are: Octokit would decode them as text.
        request: { ...send.endpoint.DEFAULTS.request, parseSuccessResponseBody: false },
      }),
    )
    if (/^application\/json/.test(headers['content-type'] ?? '')) {
      throw new Failure(
        'invalid-input',
        `cannot ${verb.doing} in ${connection.repository}: it is a directory`,
      )
    }
    return await readLimited(data, fileLimit, path)
  } catch (error) {
    if (isFailure(error, 'not-found')) return undefined
    throw error
  }
}
