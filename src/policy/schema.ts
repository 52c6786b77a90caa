import { z } from 'zod'
import { parseRepository } from '../artifact/reference.ts'
import { duration } from '../duration-schema.ts'
import { messageOf } from '../failure.ts'
import { defaultExceptionsFile } from '../gate/exceptions.ts'
import { freezeSchema } from './freeze.ts'
import { requireSchema } from './require-schema.ts'
import { options, repositoryPath, text } from './schema-parts.ts'
import { trustSchema } from './trust-schema.ts'

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

type Abilities = { preview: boolean; weights: boolean; swap?: boolean; rolling?: boolean }

export type Tables = { targets: Table<z.ZodObject>; checks: Table }

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

const repository = text.transform((written, context) => {
  try {
    return parseRepository(written)
  } catch (error) {
    context.addIssue({ code: 'custom', message: messageOf(error) })
    return z.NEVER
  }
})

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
