import { formatRepository } from '../../artifact/reference.ts'
import { isSbomType } from '../../evidence/predicate/sbom.ts'
import { isObject } from '../../evidence/shape.ts'
import { messageOf } from '../../failure.ts'
import type { Bindings, Expression } from '../expression.ts'
import { evidenceOf, type Facts, oneLine, type Verdict } from '../facts.ts'
import type { Requirements } from '../policy.ts'
import { isProvenance } from './provenance.ts'
import { summarizeSbom } from './sbom.ts'
import { countSeverities, newestScans } from './scan.ts'

type WrittenRule = Requirements['rules'][number]

/** What differs from run to run though artifact and policy are the same. */
const changing = ['actor', 'findings', 'time']

/** Judges the rules that the policy's author wrote, each by its own name. */
export function evaluateExpressions(facts: Facts, compile: (text: string) => Expression): Verdict[] {
  return facts.environment.policy.require.rules.map((rule) => {
    const verdict = { rule: rule.name, evidence: [] }
    try {
      const expression = compile(rule.expression)
      const timed = changing.some((name) => expression.names.has(name))
      return { ...verdict, timed, ...judge(rule, expression, facts) }
    } catch (error) {
      // No answer is not a yes.
      const reason = oneLine(`it could not be judged: ${messageOf(error)}`)
      return { ...verdict, timed: false, passed: false, reason, way: 'has(…) asks whether a field is there' }
    }
  })
}

function judge(
  { expression: text, message }: WrittenRule,
  expression: Expression,
  facts: Facts,
): Pick<Verdict, 'passed' | 'reason'> {
  // Of an index each image must do: which of them runs is for the platform to choose.
  const failed = configsOf(facts).find(
    ({ config }) => !expression.evaluate(bindingsOf(expression.names, facts, config)),
  )
  if (failed === undefined) return { passed: true, reason: oneLine(`true: ${text}`) }
  const where = failed.platform === undefined ? '' : ` (${failed.platform})`
  return { passed: false, reason: oneLine(`${message ?? `false: ${text}`}${where}`) }
}

type Config = { platform?: string; config: Record<string, unknown> | undefined }

function configsOf({ artifact: { manifest, config, images = [] } }: Facts): Config[] {
  if (manifest.kind === 'manifest') return [{ config }]
  // Without its images, an expression that asks about their configuration has no answer.
  return images.length === 0 ? [{ config: undefined }] : [...images]
}

/** Collects what an expression asks about, and no more: what it does not use cannot be in its way. */
function bindingsOf(names: ReadonlySet<string>, facts: Facts, config: Config['config']): Bindings {
  const entries = Object.entries(sources)
    .filter(([name]) => names.has(name))
    .map(([name, read]) => [name, read(facts, config)])
  return Object.fromEntries(entries)
}

const sources: Record<keyof Bindings, (facts: Facts, config: Config['config']) => unknown> = {
  image: ({ artifact: { reference, manifest } }, config) => ({
    repository: formatRepository(reference),
    digest: reference.digest,
    manifest,
    config: config && runConfigOf(config),
  }),
  provenance: (facts) => evidenceOf(facts, isProvenance)[0]?.predicate,
  sbom: (facts) => {
    const [newest] = evidenceOf(facts, isSbomType)
    return newest && summarizeSbom(newest.predicateType, newest.predicate)
  },
  findings: (facts) => {
    const scans = newestScans(facts, facts.environment.policy.require.scan?.scanner)
    return scans.length === 0 ? undefined : countSeverities(scans)
  },
  commit: ({ commit }) => commit,
  environment: ({ environment }) => environment.name,
  actor: ({ actor }) => actor,
  time: ({ now }) => now,
}

// Where an image says how it runs: https://github.com/opencontainers/image-spec/blob/v1.1.1/config.md#properties
function runConfigOf(config: Record<string, unknown>): Record<string, unknown> {
  return isObject(config.config) ? config.config : {}
}
