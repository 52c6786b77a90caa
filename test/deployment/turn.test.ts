import { describe, expect, it } from 'vitest'
import type { Digest } from '../../src/artifact/digest.ts'
import { type DeploymentRecord, formatPayload, type Payload } from '../../src/deployment/record.ts'
import { patience, type TurnRequest, takeTurn } from '../../src/deployment/turn.ts'
import type { World } from '../../src/deployment/world.ts'
import { isFailure } from '../../src/failure.ts'
import { connectGitHub } from '../../src/github/github.ts'
import { testEdge } from '../support/edge.ts'
import { startGitHub } from '../support/github.ts'

const digest: Digest = `sha256:${'a'.repeat(64)}`
const commit = '1'.repeat(40)

function payloadOf(nonce: string, checkRun: number): Payload {
  return {
    release: { app: { registry: 'registry.test', repository: 'acme/shop', digest } },
    changed: ['app'],
    previous: undefined,
    plan: digest,
    policy: { commit, digest },
    run: { id: '7', attempt: 1, checkRun },
    nonce,
  }
}

/** GitHub in small, and our own job in it; `others` may do something each time that we sleep. */
async function prepare(others: (slept: number) => Promise<void> | void = () => {}) {
  const server = await startGitHub()
  const token = server.token({ deployments: 'write', checks: 'read', actions: 'read' })
  let slept = 0
  let time = Date.now()
  const edge = testEdge({
    now: () => new Date(time),
    sleep: async (pause) => {
      time += pause
      await others(++slept)
    },
  })
  const github = connectGitHub({ token, apiUrl: server.url, repository: server.repository }, edge)
  server.setCheckRun(100, { status: 'in_progress' })
  const world = {
    github,
    run: { id: '1', attempt: 1, checkRun: 100, url: '', actor: 'octocat' },
  } as unknown as World
  const recovered: number[] = []
  const request: TurnRequest = {
    environment: 'staging',
    sha: commit,
    payload: payloadOf('ours', 100),
    description: 'promotes',
    confirmed: 1,
    upstream: undefined,
    recover: async (dead: DeploymentRecord) => {
      recovered.push(dead.deployment.id)
      await github.appendStatus(dead.deployment.id, { state: 'failure', description: 'recovered' })
    },
  }
  const open = (nonce: string, checkRun: number) =>
    github.createDeployment({
      sha: commit,
      environment: 'staging',
      payload: formatPayload(payloadOf(nonce, checkRun)),
      description: '',
    })
  const statesOf = (id: number) =>
    server.deployments.find((one) => one.id === id)?.statuses.map(({ state }) => state)
  return {
    server,
    github,
    recovered,
    open,
    statesOf,
    slept: () => slept,
    take: () => takeTurn(request, world, edge),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
}

describe('takeTurn', () => {
  it('goes at once where nobody is ahead', async () => {
    await using world = await prepare()
    const { record } = await world.take()
    expect([record.payload.nonce, record.state, world.slept()]).toEqual(['ours', 'open', 0])
  })

  it('waits for a living one ahead until that has ended', async () => {
    await using world = await prepare(async (slept) => {
      if (slept === 3) await world.github.appendStatus(ahead.id, { state: 'success', description: 'serves' })
    })
    world.server.setCheckRun(200, { status: 'in_progress' })
    const ahead = await world.open('theirs', 200)
    await world.take()
    expect([world.slept(), world.recovered]).toEqual([3, []])
  })

  it('recovers a dead one ahead, and then goes', async () => {
    await using world = await prepare()
    world.server.setCheckRun(200, { status: 'completed', conclusion: 'cancelled' })
    const ahead = await world.open('theirs', 200)
    await world.take()
    expect(world.recovered).toEqual([ahead.id])
  })

  it('takes an earlier step of its own job for dead', async () => {
    await using world = await prepare()
    const ahead = await world.open('an earlier step', 100)
    await world.take()
    expect(world.recovered).toEqual([ahead.id])
  })

  it('gives way to one that lives on and on, and closes its own ticket', async () => {
    await using world = await prepare()
    world.server.setCheckRun(200, { status: 'in_progress' })
    const ahead = await world.open('theirs', 200)
    await expect(world.take()).rejects.toSatisfy((error) => isFailure(error, 'denied'))
    const own = world.server.deployments.find(({ id }) => id !== ahead.id)
    expect(world.statesOf(own?.id ?? 0)).toEqual(['failure'])
    expect(world.statesOf(ahead.id)).toEqual([])
    expect(world.slept()).toBe(patience.total / patience.interval)
  })

  it('does not wait for one behind', async () => {
    await using world = await prepare()
    world.server.setCheckRun(200, { status: 'in_progress' })
    const turn = world.take()
    await world.open('theirs', 200)
    await turn
    expect(world.slept()).toBe(0)
  })

  it('finds its own ticket again when the answer that it was made is lost', async () => {
    await using world = await prepare()
    world.server.fault({ method: 'POST', path: /\/deployments$/, answer: 'break', effect: true })
    const { record } = await world.take()
    expect([record.payload.nonce, world.server.deployments.length]).toEqual(['ours', 1])
  })

  it('asks for its ticket again where the request never arrived', async () => {
    await using world = await prepare()
    world.server.fault({ method: 'POST', path: /\/deployments$/, answer: 'break' })
    const { record } = await world.take()
    expect([record.payload.nonce, world.server.deployments.length]).toEqual(['ours', 1])
  })

  it.each([
    ['no answer comes', 'break' as const, 'unavailable', 3],
    ['the server fails', { status: 502 }, 'unavailable', 3],
    ['it is refused', { status: 403, body: { message: 'Resource not accessible' } }, 'unauthorized', 1],
  ])('gives up where %s time after time, and has no ticket', async (_, answer, code, asked) => {
    await using world = await prepare()
    world.server.fault({ method: 'POST', path: /\/deployments$/, answer, times: 100 })
    await expect(world.take()).rejects.toMatchObject({ code })
    const posts = world.server.requests.filter(
      ({ method, path }) => method === 'POST' && /deployments$/.test(path),
    )
    expect([posts.length, world.server.deployments.length]).toEqual([asked, 0])
  })

  it('closes its first ticket if that is listed only after it has asked again', async () => {
    await using world = await prepare()
    world.server.fault({ method: 'POST', path: /\/deployments$/, answer: 'break', effect: true })
    world.server.fault({ method: 'GET', path: /\/deployments\?/, answer: { status: 200, body: [] } })
    const { record } = await world.take()
    const [, first] = world.server.deployments
    expect(world.server.deployments).toHaveLength(2)
    expect([world.statesOf(record.deployment.id), world.statesOf(first?.id ?? 0)]).toEqual([[], ['failure']])
  })

  it('closes the twin that a request which was sent twice has made', async () => {
    await using world = await prepare()
    world.server.setCheckRun(100, { status: 'in_progress' })
    const twin = await world.open('ours', 100)
    const { record } = await world.take()
    expect(record.deployment.id).not.toBe(twin.id)
    expect(world.statesOf(twin.id)).toEqual(['failure'])
  })

  it('passes over what is not a record of ours', async () => {
    await using world = await prepare()
    for (const payload of [
      '',
      '{}',
      'not json',
      { release: {} },
      { release: { app: 'ghcr.io/acme/shop:latest' } },
    ]) {
      await world.github.createDeployment({ sha: commit, environment: 'staging', payload, description: '' })
    }
    const { records } = await world.take()
    expect(records.map(({ payload }) => payload.nonce)).toEqual(['ours'])
  })
})
