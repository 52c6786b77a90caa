import { osv } from './osv.ts'
import type { Scanner } from './scanner.ts'

/** Every scanner by the name that the input has for it. Adding one is a file, and a line here. */
export const scanners = { osv } satisfies Record<string, Scanner>

export type ScannerName = keyof typeof scanners

export const scannerNames = Object.keys(scanners) as ScannerName[]
