import { request as octokit } from '@octokit/request'
import type { Edge, FetchInit } from '../edge.ts'
import { refusalOf } from './refusal.ts'

/** What is being asked for, so that a refusal can say it and the permission that it takes. */
export type Verb = {
  /** Follows "cannot": `list the deployments of "production"`. */
  doing: string
  /** As a workflow spells it: `deployments: write`. */
  permission: string
  /** Says that asking twice does no harm, so that a lost answer may be asked for again. */
  idempotent?: boolean
}

type Request = typeof octokit

/** A repository's API, asked with one token. */
export interface Connection {
  readonly repository: string
  /** The path's parameters of that repository. */
  readonly repo: { owner: string; repo: string }
  calls(): number
  /** Sends one request; whatever GitHub answers but success is a `Failure`. */
  send<T>(verb: Verb, send: (request: Request) => Promise<T>): Promise<T>
}

export type ConnectionOptions = { token: string; apiUrl: string; repository: string }

export function openConnection(options: ConnectionOptions, edge: Pick<Edge, 'fetch' | 'log'>): Connection {
  const [owner = '', repo = ''] = options.repository.split('/')
  let calls = 0
  const counted = (extra: FetchInit) => (url: string | URL, init?: FetchInit) => {
    calls++
    return edge.fetch(url, { ...init, ...extra })
  }
  const log = { debug: edge.log.debug, info: edge.log.debug, warn: edge.log.debug, error: edge.log.debug }
  const request = octokit.defaults({
    baseUrl: options.apiUrl.replace(/\/+$/, ''),
    headers: {
      authorization: `Bearer ${options.token}`,
      // A later version breaks things; GitHub Enterprise Server knows this one too.
      'x-github-api-version': '2022-11-28',
      'user-agent': 'immutable-deploy',
    },
    request: { fetch: counted({}), log },
  })
  const repeatable = request.defaults({ request: { fetch: counted({ idempotent: true }) } })
  return {
    repository: options.repository,
    repo: { owner, repo },
    calls: () => calls,
    send: async (verb, send) => {
      try {
        return await send(verb.idempotent === true ? repeatable : request)
      } catch (error) {
        throw refusalOf(error, verb, options.repository)
      }
    },
  }
}

type Page<T> = { data: T; headers: { link?: string | undefined } }

/** Fetches the pages of a list as they are asked for. */
export async function* fetchPages<T>(
  connection: Connection,
  verb: Verb,
  send: (request: Request, page: { per_page: number; page: number }) => Promise<Page<T>>,
): AsyncIterable<T> {
  for (let page = 1; ; page++) {
    const { data, headers } = await connection.send(verb, (request) => send(request, { per_page: 100, page }))
    yield data
    if (nextPage(headers.link) === undefined) return
  }
}

/** Finds the address of the next page in a `Link` header. */
export function nextPage(link: string | undefined): URL | undefined {
  const address = /<([^<>]+)>;\s*rel="next"/.exec(link ?? '')?.[1]
  return address === undefined ? undefined : new URL(address)
}
