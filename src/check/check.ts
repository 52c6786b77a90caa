import type { z } from 'zod'
import type { Digest } from '../artifact/digest.ts'
import type { Edge } from '../edge.ts'
import type { CommitCheck } from '../github/commits.ts'

export { inert } from '../inert.ts'

/** A question about what is staged or serves: a row of the table in `index.ts`. */
export interface Check {
  description: string
  /** What a policy writes under the check's name. */
  options: z.ZodType
  /** The option that asks a staged release at an address of its own, and the one to write where it has none. */
  preview?: { option: string; instead: string }
  /** `options` are those of the policy file, as its author wrote them. */
  ask(options: unknown, asked: Asked, edge: CheckEdge): Promise<Answer>
}

export type CheckEdge = Pick<Edge, 'fetch' | 'connect' | 'exec' | 'now' | 'sleep' | 'log'> & {
  /** What was reported at GitHub about a commit of this repository. */
  fetchCommitChecks(commit: string): Promise<CommitCheck[]>
}

/** What a check is asked about. */
export type Asked = {
  /** `shifting`: it has a part of the traffic. */
  phase: 'staged' | 'shifting' | 'serving'
  /** Its share of the traffic: 0 while it is staged, 100 once it serves. */
  percent: number
  /** Where the one that is asked about answers, if it has an address. */
  url?: string
  digest: Digest
  /** What it replaces. */
  former?: Digest
  service: string
  environment: string
  /** The commit that it was built from, where verified provenance says so. */
  commit?: string
  /** When its promotion began, by GitHub's clock. */
  since: Date
}

export type Answer = { passed: boolean; reason: string }
