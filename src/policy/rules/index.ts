import type { Rule } from '../facts.ts'
import { freeze } from './freeze.ts'
import { provenance } from './provenance.ts'
import { sbom } from './sbom.ts'
import { scan } from './scan.ts'
import { statusChecks } from './status-checks.ts'
import { upstream } from './upstream.ts'

/**
 * The rules that come with the policy file, by the name that a verdict has. That a plan was approved is not among
 * them: it is a question about all verdicts together, asked when they are there.
 */
export const rules = {
  provenance,
  upstream,
  sbom,
  scan,
  'status-checks': statusChecks,
  freeze,
} satisfies Record<string, Rule>
