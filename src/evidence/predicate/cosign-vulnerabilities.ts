import { anything, open, type Shape, text, time } from '../shape.ts'

/** https://github.com/sigstore/cosign/blob/v3.0.0/specs/COSIGN_VULN_ATTESTATION_SPEC.md */
export const cosignVulnerabilitiesType = 'https://cosign.sigstore.dev/attestation/vuln/v1'

export type CosignVulnerabilities = {
  invocation: { parameters: unknown[]; uri: string; event_id: string; 'builder.id': string }
  scanner: {
    uri: string
    version: string
    db: { uri: string; version: string; lastUpdate: string }
    result: object
  }
  metadata: { scanStartedOn: string; scanFinishedOn: string }
}

/** Tells in cosign's form what a scanner found. */
export function buildCosignVulnerabilities(scan: {
  /** The run that scanned. */
  run: string
  scanner: { uri: string; version?: string; db: { uri: string; version?: string; lastUpdate: string } }
  result: object
  startedAt: Date
  finishedAt: Date
}): CosignVulnerabilities {
  const { uri, version = '', db } = scan.scanner
  return {
    invocation: { parameters: [], uri: scan.run, event_id: '', 'builder.id': '' },
    scanner: { uri, version, db: { version: '', ...db }, result: scan.result },
    metadata: {
      scanStartedOn: scan.startedAt.toISOString(),
      scanFinishedOn: scan.finishedAt.toISOString(),
    },
  }
}

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
