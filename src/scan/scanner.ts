import type { Edge } from '../edge.ts'
import type { Finding } from './findings.ts'
import type { Sbom } from './sbom.ts'
import type { Weakness } from './weakness.ts'

/** Something that knows which packages are vulnerable. */
export interface Scanner {
  description: string
  scan(request: ScannerRequest, edge: Pick<Edge, 'fetch' | 'exec' | 'now' | 'log'>): Promise<ScannerReport>
}

/** What is scanned, and what the inputs of the action say about how; a scanner takes what concerns it. */
export type ScannerRequest = { sbom: Sbom; osvUrl?: string }

export type ScannerReport = {
  findings: Finding[]
  /** What else was asked for and found. */
  weaknesses?: Weakness[]
  /** Kinds of packages that this scanner knows nothing about, and how many there are of each. */
  uncovered: Record<string, number>
  /** Who looked, and into what: it is signed with the findings. */
  uri: string
  version?: string
  db: { uri: string; version?: string; lastUpdate: string }
}
