import { Failure } from '../../failure.ts'
import { inert } from '../../inert.ts'
import type { TargetEdge } from '../target.ts'
import { harden } from './harden.ts'
import type { PodSpec } from './objects.ts'
import type { Options } from './options.ts'

/** Hardens what is to run as far as the policy asks, and says what it is without. */
export function hardened(
  spec: PodSpec,
  object: string,
  { harden: asked }: Pick<Options, 'harden'>,
  { log }: Pick<TargetEdge, 'log'>,
): PodSpec {
  if (asked === 'off') return spec
  const { spec: settled, added, contradicted } = harden(spec)
  const list = (reasons: readonly string[]) => inert(reasons.join(', '), 1000)
  if (asked === 'report') {
    const missing = [...added.map((reason) => `${reason} is not set`), ...contradicted]
    if (missing.length > 0)
      log.warning(`${object} is not hardened: ${list(missing)}; set "harden: enforce" to add what is missing`)
    return spec
  }
  if (contradicted.length > 0) {
    throw new Failure(
      'denied',
      `${object} contradicts the hardening that the policy enforces: ${list(contradicted)}`,
    )
  }
  if (added.length > 0) log.info(`${object} is hardened: ${list(added)}`)
  return settled
}
