import type { Evidence } from '../../evidence/evidence.ts'
import { parseProvenance, provenanceType } from '../../evidence/predicate/provenance.ts'
import { isObject } from '../../evidence/shape.ts'
import { evidenceOf, type Facts, type Finding, missing, oneLine, type Rule } from '../facts.ts'

export const provenance: Rule = {
  description:
    'The artifact carries verified SLSA build provenance by a trusted signer, from a run that one of `trust.events` started. Always asked.',
  timed: false,
  applies: () => true,
  evaluate: evaluateProvenance,
}

export function isProvenance(predicateType: string): boolean {
  return predicateType === provenanceType
}

function evaluateProvenance(facts: Facts): Finding {
  const way = 'sign it with the sign action in the workflow that built it, and check trust in the policy'
  const found = evidenceOf(facts, isProvenance).map((evidence) => ({
    evidence,
    fault: faultOf(evidence, facts.events),
  }))
  const [good] = found.filter(({ fault }) => fault === undefined)
  if (good !== undefined)
    return { passed: true, reason: oneLine(toldBy(good.evidence)), evidence: [good.evidence.digest] }
  const [bad] = found
  if (bad === undefined)
    return { passed: false, reason: missing(facts, 'build provenance', isProvenance), way }
  return { passed: false, reason: oneLine(`${bad.fault}`), way, evidence: [bad.evidence.digest] }
}

/** Looks at what started the build: by the certificate, and by the statement where it says so too. */
function faultOf({ signer, predicate }: Evidence, events: readonly string[]): string | undefined {
  const stated = statedEvent(predicate)
  const triggers = signer.kind === 'certificate' ? [signer.buildTrigger ?? 'unknown', stated] : [stated]
  const bad = triggers.find((trigger) => trigger !== undefined && !events.includes(trigger))
  return bad === undefined
    ? undefined
    : `its build was started by the event "${bad}"; trusted are ${events.join(', ')}`
}

// https://actions.github.io/buildtypes/workflow/v1; a builder that is not GitHub's knows no such event.
function statedEvent(predicate: unknown): string | undefined {
  const { internalParameters } = parseProvenance(predicate).buildDefinition
  const github = isObject(internalParameters) ? internalParameters.github : undefined
  const event = isObject(github) ? github.event_name : undefined
  return event === undefined ? undefined : String(event)
}

function toldBy({ signer, predicate }: Evidence): string {
  const builder = parseProvenance(predicate).runDetails.builder.id
  if (signer.kind === 'key') return `built by ${builder}, signed with key ${signer.fingerprint}`
  const commit = signer.sourceDigest === undefined ? '' : ` from commit ${signer.sourceDigest.slice(0, 12)}`
  return `built${commit} by ${signer.subjectAlternativeName}`
}
