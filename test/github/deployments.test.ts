import { describe, expect, it } from 'vitest'
import { cutDescription } from '../../src/github/deployments.ts'
import { connectGitHub, type GitHub } from '../../src/github/github.ts'
import { testEdge } from '../support/edge.ts'
import { startGitHub } from '../support/github.ts'
import { connect } from './connect.ts'

const sha = '1'.repeat(40)
const request = { sha, environment: 'staging', payload: { nonce: 'a' }, description: 'promote' }

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}

async function createMany(github: GitHub, count: number): Promise<void> {
  for (let number = 0; number < count; number++) {
    await github.createDeployment({ ...request, payload: { number } })
  }
}

describe('creating a deployment', () => {
  it('waits for no status, merges nothing and carries the payload', async () => {
    await using server = await startGitHub({ commits: [sha, '2'.repeat(40)] })
    server.addStatus({ sha, context: 'test', state: 'failure' })
    const created = await connect(server).createDeployment(request)
    expect(created).toMatchObject({
      sha,
      environment: 'staging',
      task: 'immutable-deploy',
      payload: { nonce: 'a' },
    })
    expect(server.deployments).toMatchObject([{ id: created.id, production_environment: false }])
  })

  it('is not done twice when the answer is lost', async () => {
    await using server = await startGitHub()
    server.fault({ method: 'POST', path: /deployments$/, answer: 'break', effect: true })
    await expect(connect(server).createDeployment(request)).rejects.toMatchObject({ code: 'unavailable' })
    expect(server.deployments).toHaveLength(1)
  })

  it('fails if GitHub merged a branch instead', async () => {
    await using server = await startGitHub()
    const answer = { status: 202, body: { message: 'Auto-merged main into topic on deployment.' } }
    server.fault({ method: 'POST', path: /deployments$/, answer })
    await expect(connect(server).createDeployment(request)).rejects.toMatchObject({
      code: 'mismatch',
      message: expect.stringContaining('Auto-merged main'),
    })
  })

  it('says what GitHub says of a commit that is not there', async () => {
    await using server = await startGitHub()
    const missing = { ...request, sha: '9'.repeat(40) }
    await expect(connect(server).createDeployment(missing)).rejects.toMatchObject({
      code: 'invalid-input',
      message: `cannot create a deployment of "staging" in acme/shop: No ref found for: ${missing.sha}`,
    })
  })
})

describe('listing deployments', () => {
  it('gives ours of the environment, newest first', async () => {
    await using server = await startGitHub()
    const github = connect(server)
    await createMany(github, 2)
    await github.createDeployment({ ...request, environment: 'production' })
    const listed = await collect(github.listDeployments('staging'))
    expect(listed.map(({ payload }) => payload)).toEqual([{ number: 1 }, { number: 0 }])
  })

  it('fetches a page only when it is reached', async () => {
    await using server = await startGitHub()
    const github = connect(server)
    await createMany(github, 101)
    const before = github.calls()
    for await (const { payload } of github.listDeployments('staging')) {
      expect(payload).toEqual({ number: 100 })
      break
    }
    expect(github.calls() - before).toBe(1)
    expect(await collect(github.listDeployments('staging'))).toHaveLength(101)
    expect(github.calls() - before).toBe(3)
  })

  it.each([
    ['an object', { digest: 'a' }, { digest: 'a' }],
    ['JSON text', '{"digest":"a"}', { digest: 'a' }],
    ['text that is no JSON', 'v1.2.3', 'v1.2.3'],
  ])('takes a payload that is %s', async (_, given, payload) => {
    await using server = await startGitHub()
    const github = connect(server)
    await github.createDeployment(request)
    for (const deployment of server.deployments) deployment.payload = given
    expect(await collect(github.listDeployments('staging'))).toMatchObject([{ payload }])
  })
})

describe('statuses', () => {
  it('are the same by GraphQL and by REST, newest first, even within one second', async () => {
    await using server = await startGitHub({ now: () => new Date('2026-11-21T10:00:00Z') })
    const github = connect(server)
    const deployment = await github.createDeployment(request)
    const url = 'https://shop.example'
    for (const state of ['queued', 'in_progress'] as const) {
      await github.appendStatus(deployment.id, { state, description: state })
    }
    await github.appendStatus(deployment.id, { state: 'success', description: '', environmentUrl: url })
    const statuses = await github.fetchDeploymentStatuses(deployment.id)
    expect(statuses.map(({ state }) => state)).toEqual(['success', 'in_progress', 'queued'])
    expect(statuses[0]).toEqual({
      state: 'success',
      description: '',
      createdAt: '2026-11-21T10:00:00Z',
      environmentUrl: url,
    })
    expect(await github.fetchStatuses([deployment])).toEqual(new Map([[deployment.id, statuses]]))
  })

  it('of many deployments are one request per hundred', async () => {
    await using server = await startGitHub()
    const github = connect(server)
    await createMany(github, 150)
    const deployments = await collect(github.listDeployments('staging'))
    const before = github.calls()
    const statuses = await github.fetchStatuses(deployments)
    expect([statuses.size, github.calls() - before]).toEqual([150, 2])
  })

  it('come with the newest deployments of another environment, ours alone, by one request', async () => {
    await using server = await startGitHub({ now: () => new Date('2026-11-21T10:00:00Z') })
    const github = connect(server)
    const first = await github.createDeployment({ ...request, environment: 'live' })
    await createMany(github, 3)
    for (const deployment of server.deployments.slice(0, 1)) deployment.task = 'deploy'
    const [newest] = await collect(github.listDeployments('staging'))
    await github.appendStatus(newest?.id ?? 0, { state: 'success', description: 'serves' })
    const before = github.calls()
    const { statuses, listed } = await github.fetchStatusesAndListing([first], {
      environment: 'staging',
      backTo: [],
    })
    expect([[...statuses], github.calls() - before]).toEqual([[[first.id, []]], 1])
    expect(
      listed.map(({ payload, statuses }) => ({ payload, states: statuses.map(({ state }) => state) })),
    ).toEqual([
      { payload: { number: 1 }, states: ['success'] },
      { payload: { number: 0 }, states: [] },
    ])
  })

  it.each([
    ['as it is', JSON.stringify({ number: 7 }), { number: 7 }],
    ['as JSON once more', JSON.stringify(JSON.stringify({ number: 7 })), { number: 7 }],
    ['by a stranger', 'v1.2.3', 'v1.2.3'],
  ])('come with payloads, written %s', async (_, written, payload) => {
    await using server = await startGitHub()
    const github = connect(server)
    await createMany(github, 1)
    for (const deployment of server.deployments) deployment.payload = written
    const listing = { environment: 'staging', backTo: [] }
    expect((await github.fetchStatusesAndListing([], listing)).listed).toMatchObject([{ payload }])
  })

  it('come with as many as go back to those that are asked for, and exist', async () => {
    let time = Date.parse('2026-11-21T10:00:00Z') / 1000
    await using server = await startGitHub({ now: () => new Date(time++ * 1000) })
    const github = connect(server)
    await createMany(github, 150)
    const all = await collect(github.listDeployments('staging'))
    const read = async (asked: typeof all) => {
      const before = github.calls()
      const backTo = asked.map(({ nodeId }) => nodeId)
      const { listed } = await github.fetchStatusesAndListing(asked, { environment: 'staging', backTo })
      return [listed.length, github.calls() - before]
    }
    const [oldest] = all.slice(-1)
    const gone = { ...oldest, id: 1, nodeId: 'DE_gone' } as NonNullable<typeof oldest>
    expect(await read(all.slice(0, 1))).toEqual([100, 1])
    expect(await read(all.slice(-1))).toEqual([150, 2])
    expect(await read([gone])).toEqual([100, 1])
  })

  it('are complete where GraphQL gives only the first hundred', async () => {
    await using server = await startGitHub()
    const github = connect(server)
    const deployment = await github.createDeployment(request)
    for (let number = 0; number < 101; number++) {
      await github.appendStatus(deployment.id, { state: 'in_progress', description: `step ${number}` })
    }
    const statuses = (await github.fetchStatuses([deployment])).get(deployment.id) ?? []
    expect([statuses.length, statuses[0]?.description]).toEqual([101, 'step 100'])
  })

  it('of a deployment that was deleted are not there', async () => {
    await using server = await startGitHub()
    const github = connect(server)
    const deployment = await github.createDeployment(request)
    server.deployments.length = 0
    expect(await github.fetchStatuses([deployment])).toEqual(new Map())
    await expect(github.fetchDeploymentStatuses(deployment.id)).rejects.toMatchObject({ code: 'not-found' })
  })

  it('need a permission, which GraphQL tells with status 200', async () => {
    await using server = await startGitHub()
    const deployment = await connect(server).createDeployment(request)
    const listing = { environment: 'staging', backTo: [] }
    const github = connect(server, {})
    for (const asked of [github.fetchStatuses([deployment]), github.fetchStatusesAndListing([], listing)])
      await expect(asked).rejects.toMatchObject({
        code: 'unauthorized',
        message: 'missing permission deployments: read; add it to the job that calls this action',
      })
  })

  it('are asked of GraphQL where GitHub Enterprise Server has it', async () => {
    await using server = await startGitHub({ enterprise: true })
    const token = server.token({ deployments: 'write' })
    const github = connectGitHub({ token, apiUrl: server.url, repository: 'acme/shop' }, testEdge())
    const deployment = await github.createDeployment(request)
    expect(server.url).toMatch(/\/api\/v3$/)
    expect((await github.fetchStatuses([deployment])).get(deployment.id)).toEqual([])
  })

  it('are added again when the answer is lost', async () => {
    await using server = await startGitHub()
    const github = connect(server)
    const { id } = await github.createDeployment(request)
    server.fault({ method: 'POST', path: /statuses$/, answer: 'break' })
    await github.appendStatus(id, { state: 'in_progress', description: 'stage' })
    expect(server.deployments[0]?.statuses).toHaveLength(1)
  })

  it.each([
    ['as it is', 'short', 'short'],
    ['at the limit', 'x'.repeat(140), 'x'.repeat(140)],
    ['cut', 'x'.repeat(141), `${'x'.repeat(139)}…`],
    ['cut before a character of two units', `${'x'.repeat(138)}🚀🚀`, `${'x'.repeat(138)}…`],
  ])('have a description that is %s', async (_, text, expected) => {
    expect(cutDescription(text)).toBe(expected)
    await using server = await startGitHub()
    const github = connect(server)
    const { id } = await github.createDeployment(request)
    await github.appendStatus(id, { state: 'in_progress', description: text })
    expect(await github.fetchDeploymentStatuses(id)).toMatchObject([{ description: expected }])
  })
})
