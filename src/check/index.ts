import type { Check } from './check.ts'
import { command } from './command.ts'
import { http } from './http.ts'
import { prometheus } from './prometheus.ts'
import { tcp } from './tcp.ts'

/** The kinds of check, by the word that a policy writes. */
export const checks = { http, tcp, command, prometheus } satisfies Record<string, Check>
