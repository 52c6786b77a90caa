import type { z } from 'zod'
import { Failure, messageOf } from '../failure.ts'
import type { Gate } from '../gate/gate.ts'
import { readYaml } from '../yaml/document.ts'
import { type Fault, faultsOf, placed, refusal } from '../yaml/fault.ts'
import { formatPath, nearest, shown, wording } from '../yaml/problem.ts'
import { loadCompiler } from './expression.ts'
import type { Freeze } from './freeze.ts'
import { rules } from './rules/index.ts'
import { policySchema, type Tables } from './schema.ts'
import { type ServicePolicy, type Strategy, serviceFaults, servicesOf } from './service.ts'
import { defaultEvents, defaultIssuer } from './trust-schema.ts'
import { listAt, mapAt } from './written.ts'

/** The policy file, read: every default filled in, durations in milliseconds. */
export type Policy = {
  version: 1
  /** Who may speak for an artifact, by what is said; what `scan` and `promotion` override is merged. */
  trust: { build: TrustOptions; scan: TrustOptions; promotion: TrustOptions }
  /** Path of the file of exceptions, where it is named. */
  exceptions?: string
  environments: Record<string, EnvironmentPolicy>
}

export type TrustOptions = {
  signerWorkflow?: string
  signerRepository?: string
  sourceRef?: string
  events: string[]
  denySelfHostedRunners: boolean
  certIdentity?: string
  certIdentityRegex?: string
  certOidcIssuer: string
  /** Path of a public key in the repository. */
  key?: string
  /** Path of a trust root in the repository. */
  trustedRoot?: string
}

export type EnvironmentPolicy = {
  after?: string
  soak?: number
  require: Requirements
  freeze: Freeze[]
  strategy: Strategy
  watch: number
  onFailure: 'revert' | 'stop'
  retain: number
  /** By name; an environment that has a single target has the service `app`. */
  services: Record<string, ServicePolicy>
}

export type Requirements = {
  plan: boolean
  sbom: boolean
  scan?: ScanRequirement
  statusChecks: string[]
  rules: { name: string; expression: string; message?: string }[]
  /** What decides from outside, once the rules are met. Milliseconds. */
  commands: { name: string; run: string; timeout: number }[]
}

export type ScanRequirement = Gate & {
  maxAge?: number
  scanner?: 'trivy' | 'grype' | 'osv'
}

/** Reads a policy file. What is wrong with it is refused all at once, each fault with its line. */
export async function parsePolicy(text: string, file: string, tables: Tables): Promise<Policy> {
  const yaml = readYaml(text, file)
  if (yaml.problems.length > 0) throw refusal('policy', file, yaml.problems)
  const read = policySchema(tables).safeParse(yaml.value, { error: wording })
  const faults = [
    ...faultsOf(read.error, yaml.value, 'the policy'),
    ...serviceFaults(yaml.value, tables),
    ...orderFaults(yaml.value),
    ...(await ruleFaults(yaml.value)),
  ]
  if (read.success && faults.length === 0) return policyOf(read.data, yaml.value)
  throw refusal('policy', file, placed(faults, file, yaml))
}

/** Looks up an environment, which the policy must name. */
export function environmentOf(policy: Policy, name: string): EnvironmentPolicy {
  const environment = Object.hasOwn(policy.environments, name) ? policy.environments[name] : undefined
  if (environment !== undefined) return environment
  const known = Object.keys(policy.environments)
  throw new Failure(
    'invalid-input',
    `the policy names no environment "${shown(name)}"; it names ${known.map((known) => `"${known}"`).join(', ')}`,
  )
}

type Read = z.output<ReturnType<typeof policySchema>>

function policyOf({ version, trust, exceptions, environments }: Read, written: unknown): Policy {
  const entries = Object.entries(environments).map(
    ([name, { target: _, checks: __, registry, services, ...environment }]) => {
      const places = { ...(registry && { registry }), ...(services && { services }) }
      return [name, { ...environment, services: servicesOf(mapAt(written, 'environments', name), places) }]
    },
  )
  return {
    version,
    trust: trustOf(trust),
    ...(exceptions !== undefined && { exceptions }),
    environments: Object.fromEntries(entries),
  }
}

type WrittenTrust = Omit<Read['trust'], 'scan' | 'promotion'>

function trustOf({ scan, promotion, ...base }: Read['trust']): Policy['trust'] {
  const build = trustOptions(base)
  // A nightly scan and a nightly repair run by the clock, on the code of the default branch like any other.
  const events = [...new Set([...build.events, 'schedule'])]
  return {
    build,
    scan: trustOptions({ ...base, events, ...scan }),
    promotion: trustOptions({ ...base, events, ...promotion }),
  }
}

function trustOptions({ signerRepo, ...trust }: WrittenTrust): TrustOptions {
  return {
    ...trust,
    ...(signerRepo !== undefined && { signerRepository: signerRepo }),
    events: trust.events ?? defaultEvents,
    denySelfHostedRunners: trust.denySelfHostedRunners ?? false,
    certOidcIssuer: trust.certOidcIssuer ?? defaultIssuer,
  }
}

/** Looks at how environments follow each other, whatever else may be wrong with them. */
function orderFaults(written: unknown): Fault[] {
  const environments = mapAt(written, 'environments')
  const names = Object.keys(environments)
  const afterOf = (name: string) => mapAt(environments, name).after
  return names.flatMap((name): Fault[] => {
    const path = ['environments', name]
    const after = afterOf(name)
    if (after === undefined && mapAt(environments, name).soak !== undefined)
      return [
        {
          path: [...path, 'soak'],
          message: `${formatPath([...path, 'soak'])}: needs "after": soaked where?`,
        },
      ]
    if (typeof after !== 'string') return []
    const where = formatPath([...path, 'after'])
    if (!names.includes(after))
      return [
        {
          path: [...path, 'after'],
          message: `${where}: no environment "${shown(after)}"${nearest(after, names)}`,
        },
      ]
    const circle = circleFrom(name, afterOf)
    return circle === undefined
      ? []
      : [
          {
            path: [...path, 'after'],
            message: `${where}: goes in a circle: ${circle.map(shown).join(' after ')}`,
          },
        ]
  })
}

/** Follows `after` from an environment; the way, if it comes back to where it began. */
function circleFrom(start: string, afterOf: (name: string) => unknown): string[] | undefined {
  const way = [start]
  for (;;) {
    const next = afterOf(way.at(-1) ?? start)
    if (typeof next !== 'string') return undefined
    if (next === start) return [...way, start]
    if (way.includes(next)) return undefined // Another circle, told where it is.
    way.push(next)
  }
}

/** Names that verdicts of ours have. */
const ownNames: unknown[] = [...Object.keys(rules), 'plan', 'order']

/** Where an environment's author gives names to verdicts. */
const naming = ['rules', 'commands']

/** Compiles every rule of one's own, and looks for names that stand twice. */
async function ruleFaults(written: unknown): Promise<Fault[]> {
  const environments = Object.keys(mapAt(written, 'environments'))
  const named = environments.map((environment) => namedIn(written, environment))
  if (named.every((entries) => entries.length === 0)) return []
  const compile = await loadCompiler()
  return named.flatMap((entries) =>
    entries.flatMap(({ name, expression, path }, index) => {
      const isTaken = ownNames.includes(name) || entries.findIndex((other) => other.name === name) < index
      const at = [...path, 'name']
      const message = `${formatPath(at)}: "${shown(String(name))}" is taken already`
      return [
        ...(isTaken && typeof name === 'string' ? [{ path: at, message }] : []),
        ...compileFaults(expression, [...path, 'expression'], compile),
      ]
    }),
  )
}

function namedIn(written: unknown, environment: string) {
  const require = mapAt(written, 'environments', environment, 'require')
  return naming.flatMap((key) =>
    listAt(require, key).map((entry, index) => {
      const { name, expression } = mapAt(entry)
      return { name, expression, path: ['environments', environment, 'require', key, index] }
    }),
  )
}

function compileFaults(
  expression: unknown,
  path: PropertyKey[],
  compile: Awaited<ReturnType<typeof loadCompiler>>,
): Fault[] {
  if (typeof expression !== 'string' || expression === '') return []
  try {
    compile(expression)
    return []
  } catch (error) {
    return [{ path, message: `${formatPath(path)}: ${messageOf(error)}` }]
  }
}

export type { ServicePolicy, Strategy } from './service.ts'
