import { grype } from './grype.ts'
import { osv } from './osv.ts'
import type { Scanner } from './scanner.ts'
import { trivy } from './trivy.ts'

/** Every scanner by the name that the input has for it. Adding one is a file, and a line here. */
export const scanners = { osv, trivy, grype } satisfies Record<string, Scanner>

export type ScannerName = keyof typeof scanners

export const scannerNames = Object.keys(scanners) as ScannerName[]

export function scannerOf(name: ScannerName): Scanner {
  return scanners[name]
}
