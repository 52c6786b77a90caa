import type { Check } from './check.ts'
import { command } from './command.ts'
import { http } from './http.ts'
import { prometheus } from './prometheus.ts'

/** The kinds of check, by the word that a policy writes. */
export const checks = { http, command, prometheus } satisfies Record<string, Check>
