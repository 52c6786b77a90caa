import type { DigestReference } from '../artifact/reference.ts'
import type { Evidence } from '../evidence/evidence.ts'
import {
  parseVulnerabilities,
  type Vulnerabilities,
  vulnerabilitiesType,
} from '../evidence/predicate/vulnerabilities.ts'
import type { Found } from '../gate/found.ts'
import { parseSignedFinding } from '../gate/signed-findings.ts'
import type { Collect } from './parts.ts'

/** What a scan is compared with. */
export type Baseline = {
  /** As it was asked for: an environment, or a digest. */
  name: string
  /** None: nothing is live there. */
  image?: DigestReference
  /** When that was scanned; never, and then all that is found here is new. */
  scannedAt?: Date
  findings: Found[]
}

/** Reads what was found in an image: by the newest verified scan, of the same scanner if it has scanned that too. */
export async function readBaseline(
  name: string,
  image: DigestReference | undefined,
  scannerUri: string,
  collect: Collect,
): Promise<Baseline> {
  if (image === undefined) return { name, findings: [] }
  const { accepted } = await collect(image)
  const scans = accepted
    .filter(({ predicateType, subject }) => predicateType === vulnerabilitiesType && subject === image.digest)
    .toSorted((a, b) => b.signedAt.getTime() - a.signedAt.getTime())
  const [newest, scan] = newestBy(scannerUri, scans) ?? []
  if (newest === undefined || scan === undefined) return { name, image, findings: [] }
  return {
    name,
    image,
    scannedAt: newest.signedAt,
    findings: scan.scanner.result.map(parseSignedFinding),
  }
}

/** Tells what a reader of the comparison must know about it. */
export function noteOf({ name, image, scannedAt }: Baseline): string | undefined {
  if (image === undefined) return `nothing that is confirmed and signed is live in ${name}: all is new`
  return scannedAt === undefined ? `${name} carries no verified scan: all counts as new` : undefined
}

function newestBy(uri: string, scans: readonly Evidence[]): [Evidence, Vulnerabilities] | undefined {
  const [newest] = scans
  if (newest === undefined) return undefined
  for (const evidence of scans) {
    const scan = parseVulnerabilities(evidence.predicate)
    if (withoutVersion(scan.scanner.uri) === withoutVersion(uri)) return [evidence, scan]
  }
  return [newest, parseVulnerabilities(newest.predicate)]
}

// pkg:github/anchore/grype@v0.117.0
function withoutVersion(uri: string): string {
  return uri.replace(/@[^@/]*$/, '')
}
