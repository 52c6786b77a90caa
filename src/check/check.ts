import type { z } from 'zod'
import type { Digest } from '../artifact/digest.ts'
import type { Edge } from '../edge.ts'

export { inert } from '../inert.ts'

/** A question about what is staged or serves: a row of the table in `index.ts`. */
export interface Check {
  description: string
  /** What a policy writes under the check's name. */
  options: z.ZodType
  /** `options` are those of the policy file, as its author wrote them. */
  ask(options: unknown, asked: Asked, edge: CheckEdge): Promise<Answer>
}

export type CheckEdge = Pick<Edge, 'fetch' | 'connect' | 'exec' | 'now' | 'sleep' | 'log'>

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
}

export type Answer = { passed: boolean; reason: string }
