import { describe, expect, it } from 'vitest'
import { startGitHub } from '../support/github.ts'
import { connect } from './connect.ts'

const commits = Array.from({ length: 130 }, (_, index) => String(index).padStart(40, '0'))
const [first = '', second = '', third = ''] = commits
const permissions = { contents: 'read', 'pull-requests': 'read', actions: 'read' } as const

describe('what lies between two commits', () => {
  it('is told with subject and author, the oldest first', async () => {
    await using server = await startGitHub({ commits })
    const range = await connect(server, permissions).fetchRange(first, third)
    expect(range).toMatchObject({ relation: 'ahead', ahead: 2, behind: 0 })
    expect(range?.commits.map(({ sha, subject, author }) => ({ sha, subject, author }))).toEqual([
      { sha: second, subject: 'commit 0000000', author: 'Octocat' },
      { sha: third, subject: 'commit 0000000', author: 'Octocat' },
    ])
  })

  it('is told in one request, and how much of it', async () => {
    await using server = await startGitHub({ commits })
    const range = await connect(server, permissions).fetchRange(first, commits.at(-1) ?? '')
    expect([range?.ahead, range?.commits.length, range?.commits[0]?.sha]).toEqual([129, 100, second])
    expect(server.requests).toHaveLength(1)
  })

  it.each([
    ['behind', third, first, { ahead: 0, behind: 2, commits: [] }],
    ['identical', first, first, { ahead: 0, behind: 0, commits: [] }],
  ])('may be the other way round: %s', async (relation, base, head, expected) => {
    await using server = await startGitHub({ commits })
    expect(await connect(server, permissions).fetchRange(base, head)).toEqual({ relation, ...expected })
  })

  it('is undefined where GitHub does not know a commit', async () => {
    await using server = await startGitHub({ commits })
    expect(await connect(server, permissions).fetchRange(first, '9'.repeat(40))).toBeUndefined()
  })
})

describe('the pull requests of commits', () => {
  it('are found in one request, by the node ids of the commits', async () => {
    await using server = await startGitHub({ commits })
    server.addPullRequest({ sha: second, number: 7, title: 'Carts', author: 'hubot' })
    server.addPullRequest({ sha: third, number: 8, title: 'Ghosts', author: null })
    const github = connect(server, permissions)
    const range = await github.fetchRange(first, commits[4] ?? '')
    const pulls = await github.fetchPullRequests(range?.commits ?? [])
    expect(range?.commits.map(({ nodeId }) => pulls.get(nodeId))).toEqual([
      { number: 7, title: 'Carts', author: 'hubot', url: 'https://github.com/acme/shop/pull/7' },
      { number: 8, title: 'Ghosts', url: 'https://github.com/acme/shop/pull/8' },
      undefined,
      undefined,
    ])
    expect(server.requests).toHaveLength(2)
  })

  it('name the permission that is missing', async () => {
    await using server = await startGitHub({ commits })
    const github = connect(server, { contents: 'read' })
    const range = await github.fetchRange(first, third)
    await expect(github.fetchPullRequests(range?.commits ?? [])).rejects.toMatchObject({
      code: 'unauthorized',
      message: expect.stringContaining('pull-requests: read'),
    })
  })
})

describe('the protection of an environment', () => {
  const reviewers = { type: 'required_reviewers', reviewers: [], prevent_self_review: false }
  it.each([
    ['nothing', {}, { reviewers: false, waitTimer: 0, branches: false, custom: false }],
    ['reviewers', { protection_rules: [reviewers] }, { reviewers: true }],
    ['a wait', { protection_rules: [{ type: 'wait_timer', wait_timer: 30 }] }, { waitTimer: 30 }],
    ['an app', { protection_rules: [{ type: 'acme-gate', enabled: true }] }, { custom: true }],
    [
      'branches',
      {
        protection_rules: [{ type: 'branch_policy' }],
        deployment_branch_policy: { protected_branches: true, custom_branch_policies: false },
      },
      { branches: true, custom: false },
    ],
  ])('is told: %s', async (_, environment, expected) => {
    await using server = await startGitHub({ commits })
    server.setEnvironment('eu/production', environment)
    expect(await connect(server, permissions).fetchProtection('eu/production')).toMatchObject(expected)
  })

  it('is undefined where there is no such environment yet', async () => {
    await using server = await startGitHub({ commits })
    expect(await connect(server, permissions).fetchProtection('production')).toBeUndefined()
  })
})

describe('the deployments that jobs make', () => {
  it('are told apart from ours and from those of others', async () => {
    await using server = await startGitHub({ commits })
    const create = (body: object) =>
      fetch(`${server.url}/repos/acme/shop/deployments`, {
        method: 'POST',
        headers: { authorization: `Bearer ${server.token({ deployments: 'write' })}` },
        body: JSON.stringify({ ref: 'main', auto_merge: false, environment: 'production', ...body }),
      })
    await create({ task: 'deploy', description: 'by another tool' })
    await create({ task: 'immutable-deploy' })
    await create({ task: 'deploy', environment: 'staging' })
    await create({ task: 'deploy' })
    const found = await connect(server).listJobDeployments('production')
    expect(found.map(({ id }) => id)).toEqual([server.deployments[0]?.id])
  })
})
