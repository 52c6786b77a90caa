import { anything, open, type Shape, text, time } from '../shape.ts'

/** https://github.com/sigstore/cosign/blob/v3.0.0/specs/COSIGN_VULN_ATTESTATION_SPEC.md */
export const cosignVulnerabilitiesType = 'https://cosign.sigstore.dev/attestation/vuln/v1'

/** Reads findings in cosign's form, whose result is what the scanner wrote. */
export function checkCosignVulnerabilities(predicate: unknown): void {
  open({
    // Scanners leave its fields empty, and the specification lets them.
    invocation: open({ uri: anything }),
    scanner: open({ uri: text, version: anything, result: present }),
    metadata: open({ scanStartedOn: time, scanFinishedOn: time }),
  })(predicate, 'vulnerabilities')
}

const present: Shape<object> = (value, at) => (Array.isArray(value) ? value : open({})(value, at))
