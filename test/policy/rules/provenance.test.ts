import { expect, it } from 'vitest'
import { provenance as rule } from '../../../src/policy/rules/provenance.ts'
import { ago, digest, facts, otherDigest, provenance, scan } from '../example.ts'

const key = { kind: 'key', fingerprint: digest } as const
const certificate = (buildTrigger?: string) => ({ ...provenance().signer, buildTrigger })

it.each([
  ['nothing at all', [], false],
  ['provenance of a push', [provenance()], true],
  ['another kind of statement', [scan([])], false],
  ['provenance of another digest', [provenance({ subject: otherDigest })], false],
  ['a run of a pull request', [provenance({ signer: certificate('pull_request') }, 'pull_request')], false],
  [
    'a statement that hides what its certificate says',
    [provenance({ signer: certificate('pull_request') }, 'push')],
    false,
  ],
  ['a certificate that hides what its statement says', [provenance({}, 'pull_request')], false],
  ['a certificate without a trigger', [provenance({ signer: certificate() })], false],
  ['a key, from a builder that is not GitHub’s', [provenance({ signer: key }, undefined)], true],
  ['a key, for a run of a pull request', [provenance({ signer: key }, 'pull_request')], false],
  ['an event that is no text', [provenance({}, ['push'])], true],
  ['an event that is an object', [provenance({}, {})], false],
  [
    'a bad one that is newer than a good one',
    [provenance({ signer: certificate('pull_request'), signedAt: ago(0) }), provenance()],
    true,
  ],
])('over %s passes: %3$s', (_, evidence, passed) => {
  expect(rule.evaluate(facts({ evidence })).passed).toBe(passed)
})

it('names the event that is not trusted', () => {
  const evidence = [provenance({ signer: certificate('schedule') })]
  expect(rule.evaluate(facts({ evidence })).reason).toBe(
    'its build was started by the event "schedule"; trusted are push, release, workflow_dispatch',
  )
})
