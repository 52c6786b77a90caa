import { Agent, request } from 'node:http'

/** What clients ask: an address, by the name of a host. */
export type Asked = { address: string; host: string }

/** Asks once; an answer that is no 200, and one that never comes, is an error. */
export function ask({ address, host }: Asked, agent?: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: address, port: 80, path: '/', headers: { host }, ...(agent && { agent }) },
      (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (chunk) => {
          text += chunk
        })
        response.on('end', () =>
          response.statusCode === 200 ? resolve(text) : reject(new Error(`status ${response.statusCode}`)),
        )
        response.on('error', reject)
      },
    )
    sent.on('error', reject)
    sent.setTimeout(10_000, () => sent.destroy(new Error('no answer within 10 s')))
    sent.end()
  })
}

export type Load = {
  /** How many answers came by each text, and each error. */
  readonly answers: ReadonlyMap<string, number>
  readonly lost: readonly string[]
  count(): number
  end(): Promise<{ perSecond: number }>
}

/** Keeps asking from as many clients that keep their connection as from those that make a new one each time. */
export function startLoad(asked: Asked, clients = 8): Load {
  const answers = new Map<string, number>()
  const lost: string[] = []
  const kept = new Agent({ keepAlive: true, maxSockets: clients })
  const fresh = new Agent({ keepAlive: false })
  const began = performance.now()
  let ended = false
  const client = async (agent: Agent) => {
    while (!ended) {
      await ask(asked, agent).then(
        (text) => answers.set(text, (answers.get(text) ?? 0) + 1),
        (error: Error) => lost.push(`${agent === kept ? 'kept' : 'new'}: ${error.message}`),
      )
    }
  }
  const running = [kept, fresh].flatMap((agent) => Array.from({ length: clients / 2 }, () => client(agent)))
  const count = () => [...answers.values()].reduce((sum, one) => sum + one, lost.length)
  return {
    answers,
    lost,
    count,
    end: async () => {
      ended = true
      await Promise.all(running)
      kept.destroy()
      return { perSecond: (1000 * count()) / (performance.now() - began) }
    },
  }
}
