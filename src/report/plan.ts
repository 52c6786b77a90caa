import { formatReference } from '../artifact/reference.ts'
import type { Change } from '../deployment/plan.ts'
import type { Planned } from '../deployment/plan-promotion.ts'
import { formatRelease } from '../deployment/release.ts'
import type { Difference } from './between.ts'
import { differenceSections } from './difference.ts'
import {
  blocks,
  bold,
  code,
  details,
  escapeText,
  heading,
  link,
  list,
  shortDigest,
  table,
} from './markdown.ts'
import { verdictTable } from './verdicts.ts'

/** The page that a person reads before approving. */
export function planSummary(
  planned: Planned,
  differences: readonly Difference[],
  repository: { url: string },
): string {
  const { environment, plan, digest, verdicts, settings } = planned
  return blocks(
    heading(2, titleOf(planned)),
    changesTable(plan.changes, planned.commits, repository.url),
    list(planned.warnings.map((warning) => `⚠️ ${escapeText(warning)}`)),
    `Plan ${code(digest)}`,
    heading(3, 'Rules'),
    verdictTable(verdicts),
    differenceSections(differences, repository.url),
    plan.changes.length === 0 ? undefined : heading(3, 'What will happen'),
    flowchart(plan.steps),
    plan.changes.length === 0 ? undefined : rollbackNote(planned),
    details(
      'About this plan',
      table(
        ['', ''],
        [
          ['Environment', code(environment)],
          ['Target', targetsText(plan.targets)],
          [
            'Policy',
            `${link(settings.file, `${repository.url}/blob/${settings.commit}/${settings.file}`)} at ${code(settings.commit.slice(0, 12))}`,
          ],
          [
            'Image',
            Object.values(plan.release)
              .map((image) => code(formatReference(image)))
              .join(', '),
          ],
        ],
      ),
    ),
  )
}

/** Writes a plan as JSON for programs and for the record. */
export function formatPlan(planned: Planned, differences: readonly Difference[]): string {
  const { plan, digest, allowed, settings, live, commits, warnings } = planned
  const { repository, environment, policy, targets, steps, verdicts } = plan
  const content = {
    plan: digest,
    allowed,
    repository,
    environment,
    release: formatRelease(plan.release),
    live: formatRelease(live),
    changes: plan.changes.map(({ service, from, to }) => ({
      service,
      from: from === undefined ? null : formatReference(from),
      to: formatReference(to),
      commit: commits[service] ?? null,
    })),
    policy: { file: settings.file, commit: settings.commit, digest: policy },
    targets,
    steps,
    verdicts,
    warnings,
    between: differences.map(({ commits, ...rest }) => ({ ...rest, commits: commitsJson(commits) })),
  }
  return `${JSON.stringify(content, null, 2)}\n`
}

function targetsText(targets: Planned['plan']['targets']): string {
  const entries = Object.entries(targets)
  if (entries.length <= 1) return entries.map(([, { kind }]) => code(kind)).join('')
  return entries.map(([service, { kind }]) => `${escapeText(service)}: ${code(kind)}`).join(', ')
}

function titleOf({ plan, allowed, environment }: Planned): string {
  const where = code(environment)
  if (plan.changes.length === 0) return `✅ Nothing to do: ${where} serves this already`
  return allowed ? `✅ Allowed: promotion to ${where}` : `❌ Refused as things stand: promotion to ${where}`
}

/** Shows what is replaced by what, with the commits between where both are known. */
export function changesTable(
  changes: readonly Change[],
  commits: Record<string, string | undefined>,
  repositoryUrl: string,
): string {
  return table(
    ['Service', 'From', 'To', 'Commit'],
    changes.map(({ service, from, to }) => {
      const commit = commits[service]
      return [
        code(service),
        from === undefined ? 'nothing' : shortDigest(from.digest),
        bold(shortDigest(to.digest)),
        commit === undefined ? 'unknown' : link(commit.slice(0, 7), `${repositoryUrl}/commit/${commit}`),
      ]
    }),
  )
}

function flowchart(steps: readonly string[]): string {
  if (steps.length === 0) return ''
  const nodes = steps.map((step, index) => `  s${index}["${step.replaceAll('"', '')}"]`)
  const edges = steps.slice(1).map((_, index) => `  s${index} --> s${index + 1}`)
  return ['```mermaid', 'flowchart LR', ...nodes, ...edges, '```'].join('\n')
}

function rollbackNote({ plan, former }: Planned): string {
  const back = plan.changes.map(({ service, from }) =>
    from === undefined
      ? `${code(service)}: nothing to go back to`
      : `${code(service)}: ${code(formatReference(from))}`,
  )
  const later =
    former === undefined
      ? `Afterwards ${code('rollback')} would have nothing confirmed to return to.`
      : `Afterwards ${code('rollback')} would return to it: deployment ${code(String(former.deployment.id))} of ${code(former.deployment.createdAt)}.`
  return `If it fails, what served is put back: ${back.join(', ')}. ${later}`
}

/** With each commit's pull request beside it. */
function commitsJson(commits: Difference['commits']): unknown {
  if ('unread' in commits) return commits
  const { pulls, commits: listed, ...range } = commits
  if ('unread' in pulls) return { ...range, commits: listed, pulls }
  return {
    ...range,
    commits: listed.map((commit) => ({ ...commit, pull: pulls.get(commit.nodeId) ?? null })),
  }
}
