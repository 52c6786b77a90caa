import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { z } from 'zod'
import type { Digest } from '../../src/artifact/digest.ts'
import type { HttpResponse } from '../../src/edge.ts'
import { Failure } from '../../src/failure.ts'
import { guarded } from '../../src/target/guarded.ts'
import type { Adapter, Observation, Target, TargetEdge } from '../../src/target/target.ts'

/** How a release is ill: once it has all of the traffic, or as soon as it has some. Only `/healthz` tells. */
export type Illness = 'alone' | 'shared'

/** A reverse proxy that divides what it is asked between releases by weight, and takes orders over HTTP. */
export interface WeightedProxy extends AsyncDisposable {
  /** Where people ask. */
  url: string
  /** Where it takes orders. */
  admin: string
  serving(): Observation['serving']
  standing(): Digest[]
  /** The plan by which each release was staged anew, in their order. */
  readonly staged: readonly { digest: Digest; plan?: Digest }[]
  /** Makes a release ill; it is answered for all the same. */
  sicken(digest: Digest, illness: Illness): void
  /** Lets a release die by itself: what it had of the traffic is answered by nobody. */
  end(digest: Digest): Promise<void>
}

type Share = { digest: Digest; percent: number }
type Order = { digest: Digest; percent: number; expected?: Digest; fence: number; plan?: Digest }

/** Starts one, with nothing behind it. Each release that is staged is a server of its own, which answers its digest. */
export async function startWeightedProxy(): Promise<WeightedProxy> {
  const backends = new Map<Digest, { server: Server; port: number }>()
  const ill = new Map<Digest, Illness>()
  let serving: Share[] = []
  const staged: { digest: Digest; plan?: Digest }[] = []
  let fence = 0
  let asked = 0
  const shareOf = (digest: Digest) => serving.find((one) => one.digest === digest)?.percent ?? 0
  const isIll = (digest: Digest) => {
    const least = { alone: 100, shared: 1 }[ill.get(digest) ?? 'alone']
    return ill.has(digest) && shareOf(digest) >= least
  }

  const front = await listen((incoming, outgoing) => {
    // A turn of a hundred requests has as many of each release as its percent.
    let turn = asked++ % 100
    const chosen = serving.find(({ percent }) => {
      turn -= percent
      return turn < 0
    })
    const backend = chosen && backends.get(chosen.digest)
    if (backend === undefined) return void outgoing.writeHead(503).end('nothing serves\n')
    const passed = request({ port: backend.port, path: incoming.url }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    })
    passed.on('error', () => outgoing.writeHead(502).end())
    passed.end()
  })

  async function stage({ digest, plan }: Pick<Order, 'digest' | 'plan'>): Promise<string> {
    const known = backends.get(digest)
    if (known !== undefined) return `http://127.0.0.1:${known.port}`
    const server = await listen(({ url }, response) => {
      response.writeHead(url === '/healthz' && isIll(digest) ? 500 : 200).end(digest)
    })
    backends.set(digest, { server, port: portOf(server) })
    staged.push({ digest, ...(plan !== undefined && { plan }) })
    return `http://127.0.0.1:${portOf(server)}`
  }

  // In one step, as nothing here waits: compared and set, or refused.
  function shift({ digest, percent, expected, fence: right }: Order): string | undefined {
    if (right < fence) return `deployment ${fence} was here since`
    if (!backends.has(digest)) return `release ${digest} does not stand`
    const rest =
      expected === undefined || expected === digest ? [] : [{ digest: expected, percent: 100 - percent }]
    const goal = [{ digest, percent }, ...rest].filter(({ percent }) => percent > 0)
    const isThere = JSON.stringify(goal) === JSON.stringify(serving)
    const known = serving.filter((one) => one.digest === digest || one.digest === expected)
    const isKnown = known.length === serving.length && (expected === undefined || known.length > 0)
    if (!isThere && !isKnown) return `${JSON.stringify(serving)} serves, wanted ${expected ?? 'nothing'}`
    fence = right
    serving = goal
    return undefined
  }

  async function discard({
    digest,
    fence: right,
  }: Pick<Order, 'digest' | 'fence'>): Promise<string | undefined> {
    if (right < fence) return `deployment ${fence} was here since`
    if (shareOf(digest) > 0) return `release ${digest} serves`
    await end(digest)
    return undefined
  }

  async function end(digest: Digest): Promise<void> {
    serving = serving.filter((one) => one.digest !== digest)
    const backend = backends.get(digest)
    backends.delete(digest)
    if (backend !== undefined) await stop(backend.server)
  }

  const orders = await listen(async (incoming, outgoing) => {
    const body = await text(incoming)
    const order = body === '' ? {} : JSON.parse(body)
    const refuse = (reason: string | undefined) =>
      outgoing.writeHead(reason === undefined ? 204 : 409).end(reason)
    if (incoming.method === 'GET') {
      outgoing.end(JSON.stringify({ serving, standing: [...backends.keys()].sort() }))
    } else if (incoming.url === '/stage') outgoing.end(JSON.stringify({ url: await stage(order) }))
    else if (incoming.url === '/shift') refuse(shift(order))
    else refuse(await discard(order))
  })

  return {
    url: `http://127.0.0.1:${portOf(front)}`,
    admin: `http://127.0.0.1:${portOf(orders)}`,
    serving: () => serving,
    standing: () => [...backends.keys()].sort(),
    staged,
    sicken: (digest, illness) => void ill.set(digest, illness),
    end,
    [Symbol.asyncDispose]: async () => {
      const servers = [front, orders, ...[...backends.values()].map(({ server }) => server)]
      await Promise.all(servers.map(stop))
    },
  }
}

const options = z.strictObject({
  admin: z.url().describe('Where the proxy takes orders.'),
  url: z.url().optional().describe('Where people ask.'),
})

/** The kind of target that a weighted proxy is. */
export const weightedProxy: Adapter = {
  description: 'A proxy that divides traffic by weight',
  options,
  can: { preview: true, weights: true },
  connect: (written, _context, edge) =>
    guarded(connectProxy(options.parse(written), edge), { weights: true }),
}

function connectProxy({ admin, url }: z.infer<typeof options>, { fetch }: TargetEdge): Target {
  const send = async (path: string, order: object): Promise<HttpResponse> => {
    const answer = await fetch(`${admin}/${path}`, { method: 'POST', body: JSON.stringify(order) })
    if (answer.ok) return answer
    const reason = await answer.text()
    throw new Failure(reason.includes('serves') && path === 'discard' ? 'denied' : 'mismatch', reason)
  }
  return {
    observe: async () => {
      const state = (await (await fetch(admin)).json()) as Observation
      return { ...state, ...(url !== undefined && { url }) }
    },
    stage: async ({ digest }, origin) => {
      const { url } = (await (await send('stage', { digest, ...origin })).json()) as { url: string }
      return { url, [Symbol.asyncDispose]: async () => {} }
    },
    shift: async (digest, percent, expected, fence) => {
      await send('shift', { digest, percent, expected, fence })
    },
    discard: async (digest, fence) => {
      await send('discard', { digest, fence })
    },
  }
}

type Answer = (incoming: IncomingMessage, outgoing: ServerResponse) => unknown

async function listen(answer: Answer): Promise<Server> {
  const server = createServer((incoming, outgoing) => void answer(incoming, outgoing))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port
}

async function stop(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
}
