import { formatReference } from '../artifact/reference.ts'
import type { CheckResult } from '../deployment/health.ts'
import type { Outcome } from '../deployment/promote.ts'
import { formatRelease } from '../deployment/release.ts'
import {
  blocks,
  code,
  details,
  escapeText,
  heading,
  link,
  list,
  plural,
  shortDigest,
  table,
} from './markdown.ts'
import { changesTable } from './plan.ts'
import { verdictTable } from './verdicts.ts'

/** Tells how a promotion ended: the outcome, why, and what it rests on. */
export function promotionSummary(
  outcome: Outcome,
  repository: { url: string },
  calls: number,
  { title, told }: { title?: string | undefined; told?: string } = {},
): string {
  const { admission, reasons, checks, recovered, settings } = outcome
  return blocks(
    heading(2, title ?? titleOf(outcome)),
    told,
    list(reasons.map(escapeText)),
    recovered.length === 0
      ? undefined
      : `Ended first what an interrupted run had left: ${recovered.map((id) => code(`deployment ${id}`)).join(', ')}`,
    admission && changesTable(admission.plan.changes, admission.commits, repository.url),
    admission && sequence(outcome),
    checksTable(checks),
    admission &&
      details(`${plural(admission.verdicts.length, 'rule')} asked`, verdictTable(admission.verdicts)),
    details(
      'About this promotion',
      table(
        ['', ''],
        [
          [
            'Image',
            Object.values(outcome.release)
              .map((image) => code(formatReference(image)))
              .join(', '),
          ],
          [
            'Deployment',
            outcome.deployment === undefined
              ? 'none, nothing had to change'
              : code(String(outcome.deployment)),
          ],
          [
            'Environment',
            outcome.environmentUrl === undefined
              ? code(outcome.environment)
              : link(outcome.environment, outcome.environmentUrl),
          ],
          ['Plan', admission === undefined ? 'none' : code(admission.digest)],
          [
            'Policy',
            `${link(settings.file, `${repository.url}/blob/${settings.commit}/${settings.file}`)} at ${code(settings.commit.slice(0, 12))}`,
          ],
          ['GitHub API', plural(calls, 'call')],
        ],
      ),
    ),
  )
}

/** Writes the promotion as JSON for programs. */
export function recordOf(outcome: Outcome): string {
  const {
    kind,
    environment,
    release,
    previous,
    changed,
    deployment,
    environmentUrl,
    reasons,
    checks,
    admission,
    settings,
    recovered,
  } = outcome
  const content = {
    outcome: kind,
    environment,
    release: formatRelease(release),
    previous: previous === undefined ? null : formatRelease(previous),
    changed,
    deployment: deployment ?? null,
    environmentUrl: environmentUrl ?? null,
    plan: admission?.digest ?? null,
    policy: { file: settings.file, commit: settings.commit, digest: settings.digest },
    reasons,
    verdicts: admission?.verdicts ?? [],
    checks,
    recovered,
  }
  return `${JSON.stringify(content, null, 2)}\n`
}

function titleOf({ kind, environment, release }: Outcome): string {
  const where = code(environment)
  const digests = Object.values(release)
    .map(({ digest }) => shortDigest(digest))
    .join(', ')
  switch (kind) {
    case 'promoted':
      return `✅ ${where} serves ${digests}`
    case 'unchanged':
      return `✅ ${where} served ${digests} already`
    case 'reverted':
      return `↩️ ${where} serves what it served before: ${digests} failed`
    case 'stopped':
      return `⚠️ ${where} is left as it is: ${digests} failed`
    case 'refused':
      return `❌ ${digests} was not promoted to ${where}`
  }
}

function checksTable(checks: readonly CheckResult[]): string {
  return table(
    ['', 'Check', 'Asked of', 'Answer'],
    checks.map(({ passed, kind, phase, reason }) => [
      passed ? '✅' : '❌',
      code(kind),
      asked[phase],
      escapeText(reason),
    ]),
  )
}

const asked = {
  staged: 'the staged release',
  shifting: 'the release with a share of the traffic',
  serving: 'what serves',
}

/** A picture of what happened to the traffic. */
function sequence({ kind, admission, checks }: Outcome): string {
  const changes = admission?.plan.changes ?? []
  if (kind === 'refused' || changes.length === 0) return ''
  const shifted = kind !== 'reverted' || checks.some(({ phase }) => phase === 'serving')
  const names = changes.map(({ from, to }) => ({
    from: from?.digest.slice(7, 19) ?? 'nothing',
    to: to.digest.slice(7, 19),
  }))
  const lines = names.flatMap(({ from, to }, index) => [
    `  a${index}["${from}"] -->|stage| b${index}["${to}"]`,
    ...(shifted ? [`  b${index} -->|shift 100 %| c${index}{{"serves"}}`] : []),
    ...(kind === 'reverted'
      ? [`  ${shifted ? `c${index}` : `b${index}`} -->|put back| d${index}["${from}"]`]
      : []),
  ])
  return ['```mermaid', 'flowchart LR', ...lines, '```'].join('\n')
}
