import { z } from 'zod'
import { duration } from '../duration-schema.ts'
import { isFailure } from '../failure.ts'
import type { CommitCheck } from '../github/commits.ts'
import { type Answer, type Asked, type Check, type CheckEdge, inert } from './check.ts'
import { type Attempt, poll } from './poll.ts'

const options = z
  .strictObject({
    names: z
      .array(z.string().regex(/\S/, 'wanted the name of a check run or the context of a commit status'))
      .min(1)
      .max(50)
      .describe('Check runs and commit statuses, by their name, all of which must succeed.'),
    app: z
      .string()
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'wanted the slug of a GitHub App, such as github-actions')
      .optional()
      .describe('GitHub App, by its slug, whose check runs alone count; commit statuses then do not.'),
    since: z
      .enum(['deployment', 'commit'])
      .default('deployment')
      .describe(
        '`deployment`: only what began after this promotion did counts. `commit`: whatever was reported on the commit.',
      ),
    staged: z
      .boolean()
      .default(true)
      .describe('Whether it is asked before the swap too, when the release has no traffic.'),
    timeout: duration.prefault('15m').describe('How long to wait for all of them to end.'),
    interval: duration
      .refine((time) => time >= 5000, 'wanted at least 5s: GitHub counts the requests of a repository')
      .prefault('30s')
      .describe('Pause between two looks; each takes two requests of GitHub’s API.'),
  })
  .refine(({ timeout }) => timeout > 0, { message: 'must be longer than 0s', path: ['timeout'] })

type Options = z.output<typeof options>

export const githubChecks: Check = {
  description:
    'Check runs and commit statuses that must succeed on the commit, reported since the promotion began.',
  options,
  ask: (written, asked, edge) => askGitHub(options.parse(written), asked, edge),
}

async function askGitHub(options: Options, asked: Asked, edge: CheckEdge): Promise<Answer> {
  const { commit, phase } = asked
  if (phase === 'staged' && !options.staged)
    return { passed: true, reason: 'asked only once the release has traffic' }
  if (commit === undefined)
    return { passed: false, reason: 'no verified provenance says which commit it was built from' }
  const attempt = async (): Promise<Attempt> => {
    try {
      return judge(await edge.fetchCommitChecks(commit), { ...asked, commit }, options)
    } catch (error) {
      if (!isFailure(error)) throw error
      return { passed: false, reason: inert(error.message), settled: error.code !== 'unavailable' }
    }
  }
  return poll(options, attempt, edge)
}

function judge(
  checks: readonly CommitCheck[],
  { commit, since }: Asked & { commit: string },
  options: Options,
): Attempt {
  const { names, app } = options
  const counted = checks.filter((check) => {
    if (app !== undefined && check.app !== app) return false
    // What began before may have looked at another environment, or at an earlier try.
    return options.since === 'commit' || (check.startedAt !== undefined && check.startedAt >= since)
  })
  const late = options.since === 'commit' ? '' : ' since this promotion began'
  const absent = `was not reported${app === undefined ? '' : ` by ${app}`}${late}`
  const missed = names.flatMap((name) => {
    const found = counted.filter((check) => check.name === name)
    if (found.length === 0) return [{ ended: false, reason: `"${inert(name, 60)}" ${absent}` }]
    const one = missedIn(found)
    if (one === undefined) return []
    return [{ ended: one.ended, reason: `"${inert(name, 60)}" is ${inert(one.state, 40)}` }]
  })
  const on = `on commit ${commit.slice(0, 12)}`
  if (missed.length === 0)
    return { passed: true, settled: true, reason: `${inert(names.join(', '))} succeeded ${on}` }
  const settled = missed.some(({ ended }) => ended)
  return { passed: false, settled, reason: `${missed.map(({ reason }) => reason).join('; ')} ${on}` }
}

/** Of all that share a name, the one for which it does not pass; rather one of which nothing more will come. */
function missedIn(found: readonly CommitCheck[]): CommitCheck | undefined {
  const missed = found.filter(({ passed }) => !passed)
  return missed.find(({ ended }) => ended) ?? missed[0]
}
