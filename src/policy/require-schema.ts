import { z } from 'zod'
import { duration } from '../duration-schema.ts'
import { severities } from '../evidence/predicate/vulnerabilities.ts'
import { options, text } from './schema-parts.ts'

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

export const requireSchema = options({
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
