import type { z } from 'zod'
import type { Digest } from '../artifact/digest.ts'
import type { Edge } from '../edge.ts'

/** A question about what is staged or serves: a row of the table in `index.ts`. */
export interface Check {
  description: string
  /** What a policy writes under the check's name. */
  options: z.ZodType
  /** `options` are those of the policy file, as its author wrote them. */
  ask(options: unknown, asked: Asked, edge: CheckEdge): Promise<Answer>
}

export type CheckEdge = Pick<Edge, 'fetch' | 'exec' | 'now' | 'sleep' | 'log'>

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

/**
 * Makes foreign text fit for a reason: one line, no terminal sequences, no workflow command, not long. The
 * end is kept, where programs say why they gave up.
 */
export function inert(text: string, limit = 200): string {
  const line = text
    .replace(ansiSequence, '')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    // The runner reads this one as a command wherever it stands in a line.
    .replaceAll('##[', '#[')
    .replace(/^[\s:]+|\s+$/g, '')
  return line.length <= limit ? line : `…${line.slice(-limit + 1)}`
}

// ECMA-48 control sequences, and the operating system commands of terminals.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const ansiSequence = /\u001B(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001B]*(?:\u0007|\u001B\\)?)/g
