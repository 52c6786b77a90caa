import { z } from 'zod'
import { parseRepository } from '../artifact/reference.ts'
import { duration } from '../duration-schema.ts'
import { severities } from '../evidence/predicate/vulnerabilities.ts'
import { messageOf } from '../failure.ts'
import { defaultExceptionsFile } from '../gate/exceptions.ts'
import { freezeSchema } from './freeze.ts'

/** The kinds of target or of check: what a policy may name, and what it may say about each. */
export type Table<Options extends z.ZodType = z.ZodType> = Record<
  string,
  {
    description: string
    options: Options
    can?: Abilities
    canWith?(options: unknown): Abilities
    /** The option that needs a staged release to have an address, and the one to write where it has none. */
    preview?: { option: string; instead: string }
  }
>

type Abilities = { preview: boolean; weights: boolean; rolling?: boolean }

export type Tables = { targets: Table<z.ZodObject>; checks: Table }

/** Whose runs build by default: never code of a pull request, which anyone may write. */
export const defaultEvents = ['push', 'release', 'workflow_dispatch']

/** GitHub's own issuer of identity tokens. */
export const defaultIssuer = 'https://token.actions.githubusercontent.com'

/** Where editors find the schema. */
export const schemaId =
  'https://raw.githubusercontent.com/immutable-deploy/immutable-deploy/main/schema/immutable-deploy.schema.json'

/** Builds the schema of the policy file: kebab-case keys and durations in, camelCase and milliseconds out. */
export function policySchema(tables: Tables) {
  return options({
    version: z.literal(1).describe('Version of this format.'),
    trust: trustSchema.prefault({}),
    exceptions: repositoryPath
      .optional()
      .meta({ default: defaultExceptionsFile })
      .describe('File of findings that somebody answers for until a day; where scans are demanded.'),
    environments: z
      .record(environmentName, environmentSchema(tables))
      .refine((environments) => Object.keys(environments).length > 0, 'wanted at least one environment')
      .describe('What each environment demands, by the name that GitHub knows it by.'),
  }).describe(
    'The policy of Immutable Deploy: who may speak for an artifact, and what each environment demands.',
  )
}

/** Builds the JSON Schema by which editors complete the policy file. */
export function policyJsonSchema(tables: Tables): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(policySchema(tables), { io: 'input' })
  return { $schema, $id: schemaId, title: 'Immutable Deploy policy', ...schema }
}

type CamelCase<S extends string> = S extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : S

export type CamelKeys<T> = { [K in keyof T as K extends string ? CamelCase<K> : K]: T[K] }

/** A map with these keys and no others, spelled in kebab-case by the user and in camelCase by the code. */
function options<Shape extends z.core.$ZodShape>(shape: Shape) {
  return z.strictObject(shape).transform(camelKeys)
}

function camelKeys<T extends object>(written: T): CamelKeys<T> {
  const entries = Object.entries(written).map(([key, value]) => [camelCase(key), value])
  return Object.fromEntries(entries) as CamelKeys<T>
}

function camelCase(key: string): string {
  return key.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
}

const text = z.string().min(1)

const repository = text.transform((written, context) => {
  try {
    return parseRepository(written)
  } catch (error) {
    context.addIssue({ code: 'custom', message: messageOf(error) })
    return z.NEVER
  }
})

const repositoryPath = text.refine(
  (path) => !/^[/~]|\\|^[a-z]+:|[\p{Cc}]/iu.test(path) && !path.split('/').includes('..'),
  'wanted a path inside this repository, such as .github/cosign.pub',
)

// https://docs.github.com/actions/reference/workflows-and-actions/events-that-trigger-workflows
const events = [
  'branch_protection_rule',
  'check_run',
  'check_suite',
  'create',
  'delete',
  'deployment',
  'deployment_status',
  'discussion',
  'discussion_comment',
  'fork',
  'gollum',
  'issue_comment',
  'issues',
  'label',
  'merge_group',
  'milestone',
  'page_build',
  'public',
  'push',
  'registry_package',
  'release',
  'repository_dispatch',
  'schedule',
  'status',
  'watch',
  'workflow_dispatch',
  'workflow_run',
]

const event = z.enum(events, {
  error: ({ input }) =>
    typeof input === 'string' && input.startsWith('pull_request')
      ? `"${input}" runs code that anyone may propose, and is never trusted`
      : undefined,
})

const identity = {
  'signer-workflow': z
    .string()
    .regex(
      /^[\w.-]+\/[\w.-]+\/[^@\s]+\.ya?ml(@\S+)?$/,
      'wanted owner/repository/path.yml, with or without @ref',
    )
    .optional()
    .describe('Workflow that signs, as in `acme/shop/.github/workflows/deploy.yml`; may carry `@ref`.'),
  'signer-repo': z
    .string()
    .regex(/^[\w.-]+\/[\w.-]+$/, 'wanted owner/repository')
    .optional()
    .describe('Repository whose workflows may sign.'),
  'source-ref': z
    .string()
    .regex(/^refs\/\S+$/, 'wanted a full ref such as refs/heads/main')
    .optional()
    .describe('Ref that the code must come from, as in `refs/heads/main`.'),
  events: z
    .array(event)
    .min(1)
    .optional()
    .meta({ default: defaultEvents })
    .describe(
      'Events whose runs may build. For `scan` and `promotion` they and `schedule` count unless told otherwise.',
    ),
  'deny-self-hosted-runners': z
    .boolean()
    .optional()
    .meta({ default: false })
    .describe('Whether only GitHub-hosted runners may sign.'),
  'cert-identity': text.optional().describe('Subject alternative name that the certificate must have.'),
  'cert-identity-regex': text
    .refine(isRegularExpression, 'wanted a regular expression')
    .optional()
    .describe('Regular expression that the whole subject alternative name must match.'),
  'cert-oidc-issuer': z
    .url({ protocol: /^https?$/, error: 'wanted the address of an issuer of identity tokens' })
    .optional()
    .meta({ default: defaultIssuer })
    .describe('Issuer of the identity that signs.'),
  key: repositoryPath
    .optional()
    .describe('Public key file. Beside an identity both must hold; alone it replaces the identity.'),
  'trusted-root': repositoryPath
    .optional()
    .describe('Trust root of a private Sigstore; without it, that of GitHub or of the public-good instance.'),
}

const trustSchema = options({
  ...identity,
  scan: options(identity)
    .optional()
    .describe('Other keys for scan results, such as the workflow that scans.'),
  promotion: options(identity).optional().describe('Other keys for promotion records.'),
}).describe('Who may speak for an artifact. Nothing named: any workflow of this repository.')

const cutoffs = severities.filter((severity) => severity !== 'unknown')

const scanSchema = options({
  'max-age': duration.optional().describe('How old the newest scan may be, by verified time.'),
  'severity-cutoff': z
    .enum(cutoffs)
    .default('high')
    .describe('Least severity that refuses. A finding that nobody has rated refuses too.'),
  'only-fixed': z.boolean().default(false).describe('Whether only findings that have a fix refuse.'),
  'secret-cutoff': z
    .enum(cutoffs)
    .optional()
    .describe(
      'Least severity of a secret that refuses, where the scan looked for them; else `severity-cutoff`.',
    ),
  'misconfiguration-cutoff': z
    .enum(cutoffs)
    .optional()
    .describe('Least severity of a misconfiguration that refuses; else `severity-cutoff`.'),
  scanner: z
    .enum(['trivy', 'grype', 'osv'])
    .optional()
    .describe('Scanner whose results count; any if not named.'),
})

const ruleName = z
  .string()
  .regex(/^[\w][\w .-]{0,62}$/, 'wanted up to 63 letters, digits, spaces, ".", "_" or "-"')

const ruleSchema = options({
  name: ruleName.describe('Name under which the verdict is shown.'),
  expression: text.max(10_000).describe('CEL over the facts; `true` passes. https://cel.dev'),
  message: text.optional().describe('What is said when it does not pass.'),
})

const commandSchema = options({
  name: ruleName.describe('Name under which the verdict is shown.'),
  run: z
    .string()
    .regex(/\S/, 'wanted a command')
    .describe(
      'Script that bash runs in the workspace, with the plan as JSON on its standard input; exit code 0 passes.',
    ),
  timeout: duration.prefault('5m').describe('How long it may take.'),
})

const requireSchema = options({
  plan: z.boolean().default(false).describe('Whether only what was planned and approved is done.'),
  sbom: z.boolean().default(false).describe('Whether a signed SBOM is demanded.'),
  scan: scanSchema.optional().describe('Demands a signed scan without findings that refuse.'),
  'status-checks': z
    .array(text)
    .default([])
    .describe('Checks and statuses that must have passed on the commit.'),
  rules: z.array(ruleSchema).default([]).describe('Rules of your own, in CEL over the facts.'),
  commands: z
    .array(commandSchema)
    .default([])
    .describe(
      'Commands that decide once the rules are met, before anything is staged. Not asked of a rollback.',
    ),
}).describe('Evidence that is demanded. Verified build provenance always is.')

const strategySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('blue-green').describe('Stage beside, check, swap.') }),
  z.strictObject({
    kind: z.literal('canary').describe('A share of the traffic first, then more; for targets with weights.'),
    steps: z
      .array(z.int().min(1).max(99))
      .min(1)
      .max(20)
      .refine(
        (steps) => steps.every((step, index) => index === 0 || step > (steps[index - 1] ?? 0)),
        'wanted percents that rise, such as [10, 50]; 100 follows by itself',
      )
      .describe('Percents of the traffic on the way to 100.'),
    interval: duration.prefault('5m').describe('How long it is watched at each of them.'),
  }),
  z.strictObject({
    kind: z.literal('rolling').describe('The way of the platform itself, part by part.'),
  }),
])

// GitHub allows nearly any name; these are what can be shown and compared without surprises.
const environmentName = z
  .string()
  .regex(
    /^[\w.-][\w./ -]{0,253}[\w.-]$|^[\w.-]$/,
    'wanted up to 255 letters, digits, spaces, ".", "_", "-" or "/"',
  )

function environmentSchema(tables: Tables) {
  return options({
    after: environmentName.optional().describe('Environment in which this digest must be confirmed first.'),
    soak: duration.optional().describe('How long it must have been confirmed there.'),
    registry: repository
      .optional()
      .describe(
        'Repository that it is copied to first, byte for byte, and run from: `ghcr.io/acme/production`. Each of several services has its own below it, by its name.',
      ),
    require: requireSchema.prefault({}),
    freeze: z.array(freezeSchema).default([]).describe('Times in which nothing is promoted.'),
    strategy: strategySchema
      .prefault({ kind: 'blue-green' })
      .describe('How traffic moves to the new release.'),
    watch: duration.prefault('0s').describe('How long it is watched after the swap before it is confirmed.'),
    'on-failure': z
      .enum(['revert', 'stop'])
      .default('revert')
      .describe('What follows a failure after the swap: the former release again, or a person.'),
    retain: z.int().min(0).max(50).default(3).describe('Former releases kept for rollback.'),
    checks: z
      .array(checkSchema(tables.checks))
      .default([])
      .describe('Asked of every service: staged, at each step, and after the swap.'),
    target: targetSchema(tables.targets).optional().describe('Where it runs, if it is one service.'),
    services: z
      .record(serviceName, serviceSchema(tables))
      .refine((services) => Object.keys(services).length > 0, 'wanted at least one service')
      .optional()
      .describe(
        'What runs there instead of one target, each by a digest of its own. Traffic moves in this order.',
      ),
  }).meta({
    anyOf: [{ required: ['target'] }, { required: ['services'] }],
    not: { required: ['target', 'services'] },
  })
}

const serviceName = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'wanted lower-case letters, digits and single "-", such as web')
  .max(40)

function serviceSchema(tables: Tables) {
  return options({
    target: targetSchema(tables.targets).describe('Where it runs.'),
    checks: z
      .array(checkSchema(tables.checks))
      .default([])
      .describe('Asked of this service, after those of the environment.'),
    registry: repository
      .optional()
      .describe('Repository that it is copied to first, instead of one below that of the environment.'),
  })
}

function checkSchema(table: Table) {
  const kinds = Object.entries(table).map(([kind, { description, options }]) => [
    kind,
    options.optional().describe(description),
  ])
  const shape: Record<string, z.ZodOptional> = Object.fromEntries(kinds)
  return z
    .strictObject(shape)
    .refine((check) => Object.keys(check).length === 1, {
      error: `wanted one check: ${Object.keys(table).join(' or ')}`,
      // A name that is not known has been told already.
      when: ({ issues }) => issues.length === 0,
    })
    .meta({ minProperties: 1, maxProperties: 1 })
}

function targetSchema(table: Table<z.ZodObject>) {
  const [first, ...others] = Object.entries(table).map(([kind, { description, options }]) =>
    options.safeExtend({ kind: z.literal(kind).describe(description) }),
  )
  if (first === undefined) throw new Error('the table of targets is empty')
  return z.discriminatedUnion('kind', [first, ...others])
}

function isRegularExpression(pattern: string): boolean {
  try {
    new RegExp(pattern, 'u')
    return true
  } catch {
    return false // That it does not compile is what was asked.
  }
}
