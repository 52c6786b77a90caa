import { writeFile } from 'node:fs/promises'
import { checks } from '../src/check/index.ts'
import { exceptionsJsonSchema } from '../src/gate/exceptions-schema.ts'
import { policyJsonSchema as buildSchema } from '../src/policy/schema.ts'
import { targets } from '../src/target/index.ts'

/** Where the schema is published, from the root of the repository. */
export const schemaPath = 'schema/immutable-deploy.schema.json'

/** The JSON Schema of the policy file, with every kind of target and check that there is. */
export function policyJsonSchema(): Record<string, unknown> {
  return buildSchema({ targets, checks })
}

/** The schema's file, byte for byte. */
export function formatSchema(): string {
  return `${JSON.stringify(policyJsonSchema(), undefined, 2)}\n`
}

/** Where the schema of the exceptions is published. */
export const exceptionsSchemaPath = 'schema/vulnerability-exceptions.schema.json'

/** That schema's file, byte for byte. */
export function formatExceptionsSchema(): string {
  return `${JSON.stringify(exceptionsJsonSchema(), undefined, 2)}\n`
}

if (import.meta.main) {
  await writeFile(new URL(`../${schemaPath}`, import.meta.url), formatSchema())
  await writeFile(new URL(`../${exceptionsSchemaPath}`, import.meta.url), formatExceptionsSchema())
}
