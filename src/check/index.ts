import type { Check } from './check.ts'
import { command } from './command.ts'
import { githubChecks } from './github-checks.ts'
import { http } from './http.ts'
import { prometheus } from './prometheus.ts'
import { tcp } from './tcp.ts'

/** The kinds of check, by the word that a policy writes. */
export const checks = { http, tcp, command, prometheus, 'github-checks': githubChecks } satisfies Record<
  string,
  Check
>
