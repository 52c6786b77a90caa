import { z } from 'zod'
import { parseRepository } from '../artifact/reference.ts'
import { messageOf } from '../failure.ts'
import { parsePurl } from './purl.ts'

/** Why what is found does no harm, in OpenVEX's words. https://github.com/openvex/spec/blob/main/OPENVEX-SPEC.md */
export const justifications = [
  'component_not_present',
  'vulnerable_code_not_present',
  'vulnerable_code_not_in_execute_path',
  'vulnerable_code_cannot_be_controlled_by_adversary',
  'inline_mitigations_already_exist',
] as const

export type Justification = (typeof justifications)[number]

const text = z.string().trim().min(1)

const image = text.transform((written, context) => {
  try {
    return parseRepository(written)
  } catch (error) {
    context.addIssue({ code: 'custom', message: messageOf(error) })
    return z.NEVER
  }
})

const day = z
  .string({ error: 'wanted a day such as 2027-03-01' })
  .refine(isDay, 'wanted a day such as 2027-03-01')
  .transform((written) => new Date(`${written}T00:00:00Z`))

const exception = z
  .strictObject({
    id: text
      .regex(/^\S+$/, 'wanted one name without spaces, such as CVE-2026-12345')
      .describe('Name of the vulnerability, or an alias of it; of a secret or misconfiguration, its rule.'),
    package: text
      .refine((written) => !written.startsWith('pkg:') || parsePurl(written) !== undefined, 'not a purl')
      .optional()
      .describe(
        'Package that it is about: its name, or its purl with or without a version. Without it, any of `image`.',
      ),
    image: image
      .optional()
      .describe('Repository that it is about, such as `ghcr.io/acme/shop`. Without it, any.'),
    path: text.optional().describe('Where in the image a secret or misconfiguration is excepted.'),
    reason: text.describe('Why it may be there.'),
    owner: text.describe('Who answers for it.'),
    expires: day.describe(
      'First day on which it does not hold any more, in UTC; at most a year ahead: `2027-03-01`.',
    ),
    justification: z
      .enum(justifications)
      .optional()
      .describe(
        'Why the image is not affected. With it the VEX document says `not_affected`, else `affected`.',
      ),
  })
  .refine((written) => (written.package ?? written.image ?? written.path) !== undefined, {
    message: 'excepts everything everywhere; wanted "package", "image" or "path" as well',
  })
  .refine((written) => written.package === undefined || written.path === undefined, {
    message: 'names a package and a path; wanted a package for a vulnerability, or a path for anything else',
  })
  .meta({ anyOf: [{ required: ['package'] }, { required: ['image'] }, { required: ['path'] }] })

export const exceptionsSchema = z
  .strictObject({
    version: z.literal(1).describe('Version of this format.'),
    exceptions: z.array(exception).describe('Findings that somebody answers for, each until a day.'),
  })
  .describe('Findings that do not fail a scan or a promotion, for a reason and until a day.')

/** Where editors find the schema. */
const schemaId =
  'https://raw.githubusercontent.com/immutable-deploy/immutable-deploy/main/schema/vulnerability-exceptions.schema.json'

/** Builds the JSON Schema by which editors complete the file of exceptions. */
export function exceptionsJsonSchema(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(exceptionsSchema, { io: 'input' })
  return { $schema, $id: schemaId, title: 'Immutable Deploy vulnerability exceptions', ...schema }
}

function isDay(written: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(written)) return false
  const date = new Date(`${written}T00:00:00Z`)
  // 2027-02-30 would be in March.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(written)
}
