import { expect, it, onTestFinished } from 'vitest'
import { digestsOf, startRehearsal } from './rehearsal.ts'

// Checks that ask what only the promotion can tell them: the commit, when it began, and GitHub.

const minute = 60_000
const checks = 'checks: [{ github-checks: { names: [e2e], timeout: 2m } }]'

/** Promotes a release, while somebody reports a check run on its commit. */
async function promoteReported({ conclusion, began }: { conclusion: string; began: number }) {
  const rehearsal = await startRehearsal({ services: ['app'], target: 'proxy', policy: [checks] })
  onTestFinished(() => rehearsal[Symbol.asyncDispose]())
  const { github } = rehearsal
  let looks = 0
  const report = async ({ name }: { name: string }) => {
    if (!name.includes('/check-runs?') || ++looks < 2) return
    const { id = 0, created_at = '' } = github.deployments.find(({ statuses }) => statuses.length > 0) ?? {}
    const startedAt = new Date(Date.parse(created_at) + began).toISOString()
    const run = { name: 'e2e', status: 'completed', sha: rehearsal.commits.at(-1) ?? '', startedAt }
    github.setCheckRun(9000 + id, { ...run, conclusion })
  }
  const release = await rehearsal.release()
  return { rehearsal, release, ended: await rehearsal.run({ release, onEffect: report }) }
}

it('a promotion waits for what is reported on the commit since it began', async () => {
  const { rehearsal, release, ended } = await promoteReported({ conclusion: 'success', began: minute })
  expect(ended.outcome?.checks.map(({ phase, reason }) => [phase, reason])).toEqual([
    ['staged', `e2e succeeded on commit ${rehearsal.commits.at(-1)?.slice(0, 12)}`],
    ['serving', `e2e succeeded on commit ${rehearsal.commits.at(-1)?.slice(0, 12)}`],
  ])
  expect(ended.outcome?.kind).toBe('promoted')
  expect(await rehearsal.serving()).toEqual(digestsOf(release))
})

it.each([
  [
    'what is reported has failed',
    { conclusion: 'failure', began: minute },
    /github-checks: "e2e" is failure/,
  ],
  ['it was there before', { conclusion: 'success', began: -minute }, /"e2e" was not reported since/],
])('a promotion gives up before the swap where %s', async (_, reported, reason) => {
  const { rehearsal, ended } = await promoteReported(reported)
  expect(ended.outcome).toMatchObject({ kind: 'reverted', reasons: [expect.stringMatching(reason)] })
  expect(await rehearsal.serving()).toEqual({ app: [] })
})
