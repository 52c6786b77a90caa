import { compareFindings } from '../gate/baseline.ts'
import { concerns, type Exception, type Exceptions, exceptionLookup, termOf } from '../gate/exceptions.ts'
import type { Found } from '../gate/found.ts'
import { type Excuses, type Gate, judge, type Standing } from '../gate/gate.ts'
import { type VexStatement, type VexSubject, vexLookup } from '../gate/vex.ts'
import type { Reported } from './reported.ts'

/** What a finding's gate is asked with beside the finding. */
export type Grounds = {
  gate: Gate
  exceptions?: Exceptions
  vex: readonly VexStatement[]
  /** What is judged; nothing where only an SBOM is known. */
  subject?: VexSubject
  /** What was found in what serves. With it only what is new fails. */
  baseline?: readonly Found[]
  now: Date
}

export type AssessedFinding = Reported & { standing: Standing; isNew?: boolean }

/** What a scan's findings come to. */
export type Assessment = {
  verdict: 'passed' | 'failed'
  gate: Gate
  /** The worst first, as they were given. */
  findings: AssessedFinding[]
  failing: AssessedFinding[]
  /** Those that let a finding through, and those that no finding asks for. */
  exceptions: { inForce: Exception[]; unused: Exception[]; expired: Exception[] }
  /** How it stands to what serves. */
  compared?: { fresh: number; carried: number; fixed: Found[] }
}

/** Judges findings: reports all, fails on some. */
export function assess(found: readonly Reported[], grounds: Grounds): Assessment {
  const { gate, exceptions, vex, subject, baseline, now } = grounds
  const compared = baseline && compareFindings(found, baseline)
  const excuses: Excuses = {
    exceptionsOf: exceptionLookup(exceptions?.list ?? [], subject?.repository),
    now,
    vexOf: vexLookup(vex, subject),
    ...(compared !== undefined && { isLive: compared.isCarried }),
  }
  const findings = found.map((one): AssessedFinding => {
    const standing = judge(one, gate, excuses)
    const status = standing.kind === 'not-affected' ? statusOf(standing.vex) : undefined
    return {
      ...one,
      standing,
      ...(status !== undefined && { status }),
      ...(compared !== undefined && { isNew: !compared.isCarried(one) }),
    }
  })
  const failing = findings.filter(({ standing }) => standing.kind === 'fails')
  return {
    verdict: failing.length === 0 ? 'passed' : 'failed',
    gate,
    findings,
    failing,
    exceptions: accountFor(findings, excuses, grounds),
    ...(compared !== undefined && {
      compared: {
        fresh: compared.fresh.length,
        carried: compared.carried.length,
        fixed: compared.fixed,
      },
    }),
  }
}

function statusOf({ status }: VexStatement): 'not_affected' | 'fixed' | undefined {
  return status === 'not_affected' || status === 'fixed' ? status : undefined
}

function accountFor(
  findings: readonly AssessedFinding[],
  { exceptionsOf }: Excuses,
  { exceptions, subject, now }: Grounds,
): Assessment['exceptions'] {
  const inForce = new Set(
    findings.flatMap(({ standing }) => (standing.kind === 'excepted' ? [standing.exception] : [])),
  )
  // One for a finding that passes without it is no mistake: an environment may ask for more.
  const asked = new Set(findings.flatMap((finding) => exceptionsOf(finding)))
  const idle = (exceptions?.list ?? []).filter(
    (exception) => !asked.has(exception) && concerns(exception, subject?.repository),
  )
  return {
    inForce: [...inForce],
    unused: idle.filter((exception) => termOf(exception, now) === 'in-force'),
    expired: idle.filter((exception) => termOf(exception, now) === 'expired'),
  }
}
