import { expect, it } from 'vitest'
import { connectGitHub } from '../../src/github/github.ts'
import { testEdge } from '../support/edge.ts'
import { startGitHub } from '../support/github.ts'
import { connect } from './connect.ts'

const reset = Date.parse('2026-11-21T11:00:00Z') / 1000
const secondary = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.'

it.each([
  ['401', { status: 401, body: { message: 'Bad credentials' } }, 'unauthorized', /does not accept the token/],
  [
    'a missing permission',
    {
      status: 403,
      headers: { 'x-accepted-github-permissions': 'pull_requests=read,contents=read; issues=read' },
      body: { message: 'Resource not accessible by integration' },
    },
    'unauthorized',
    /^missing permission pull-requests: read, contents: read; add it to the job/,
  ],
  [
    'a missing permission that is not named, asked for with the last request that was left',
    {
      status: 403,
      headers: { 'x-ratelimit-remaining': '0' },
      body: { message: 'Resource not accessible by integration' },
    },
    'unauthorized',
    /^missing permission actions: read;/,
  ],
  [
    'the rate limit',
    {
      status: 403,
      headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(reset) },
      body: { message: 'API rate limit exceeded for installation ID 1.' },
    },
    'unavailable',
    /exceeded for installation ID 1; try again at 2026-11-21T11:00:00\.000Z$/,
  ],
  [
    'the secondary rate limit',
    { status: 403, headers: { 'retry-after': '40' }, body: { message: secondary } },
    'unavailable',
    /try again in 40 s$/,
  ],
  ['one without a time', { status: 403, body: { message: secondary } }, 'unavailable', /try again in 60 s$/],
  ['another 403', { status: 403, body: { message: 'Repository was archived' } }, 'denied', /archived$/],
  [
    'a conflict',
    { status: 409, body: { message: 'Conflict merging main into topic.' } },
    'mismatch',
    /^cannot read workflow run 5 in acme\/shop: Conflict merging main into topic\.$/,
  ],
  [
    'a validation',
    {
      status: 422,
      body: {
        message: 'Validation\n\nFailed',
        errors: [{ resource: 'Run', field: 'id', code: 'invalid' }, { message: 'too long' }],
      },
    },
    'invalid-input',
    /: Validation Failed: id invalid: too long$/,
  ],
  ['an answer that is no JSON', { status: 422, body: '<html>' }, 'invalid-input', /: status 422$/],
])('turns %s into a failure with a way out', async (_, answer, code, message) => {
  await using server = await startGitHub()
  server.fault({ path: /runs\/5/, answer, times: 10 })
  await expect(connect(server).fetchRun(5)).rejects.toMatchObject({
    code,
    message: expect.stringMatching(message),
  })
})

it.each([
  ['5xx', { status: 502, body: { message: 'Server Error' } }],
  ['no answer', 'break'],
] as const)('asks again after %s, and then says so', async (_, answer) => {
  await using server = await startGitHub()
  server.setRun(5, { status: 'completed', attempt: 2 })
  server.fault({ path: /runs\/5/, answer })
  expect(await connect(server).fetchRun(5)).toEqual({ status: 'completed', attempt: 2 })
  server.fault({ path: /runs\/5/, answer, times: 10 })
  await expect(connect(server).fetchRun(5)).rejects.toMatchObject({ code: 'unavailable' })
})

it('says that a token is not accepted', async () => {
  await using server = await startGitHub()
  const github = connectGitHub(
    { token: 'ghs_wrong', apiUrl: server.url, repository: 'acme/shop' },
    testEdge(),
  )
  await expect(github.fetchRun(5)).rejects.toMatchObject({ code: 'unauthorized' })
})

it('says when the limit of requests is lifted', async () => {
  await using server = await startGitHub({ rateLimit: 1, now: () => new Date('2026-11-21T10:00:00Z') })
  const github = connect(server)
  await github.fetchRun(5)
  await expect(github.fetchRun(5)).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringMatching(/try again at 2026-11-21T11:00:00\.000Z$/),
  })
})
