import type { Edge } from '../edge.ts'
import type { Finding } from './findings.ts'
import type { ImageAccess } from './image-access.ts'
import type { Sbom } from './sbom.ts'
import type { ToolSettings } from './tool.ts'
import type { Weakness } from './weakness.ts'

/** Something that knows which packages are vulnerable. */
export interface Scanner {
  description: string
  /** Whether it looks into an image by itself, and tells what is in it; one that does not needs an SBOM. */
  readsImages: boolean
  /** What else than vulnerable packages it finds, if it is asked for. */
  finds?: readonly Weakness['kind'][]
  scan(request: ScannerRequest, edge: ScannerEdge): Promise<ScannerReport>
}

export type ScannerEdge = Pick<Edge, 'fetch' | 'exec' | 'now' | 'log'>

/** What is scanned, and what the inputs of the action say about how; a scanner takes what concerns it. */
export type ScannerRequest = {
  /** What is listed here is looked up. Without it, the image is looked into. */
  sbom?: Sbom
  image?: ImageAccess
  osvUrl?: string
  /** What else is looked for. */
  weaknesses?: readonly Weakness['kind'][]
  tool?: ToolSettings
  /** How long ago the database may have been made at most. Milliseconds. */
  databaseMaxAge?: number
}

export type ScannerReport = {
  findings: Finding[]
  /** What else was asked for and found. */
  weaknesses?: Weakness[]
  /** What was looked at: the SBOM that was given, or what the scanner found in the image. */
  sbom: Sbom
  /** Kinds of packages that this scanner knows nothing about, and how many there are of each. */
  uncovered: Record<string, number>
  /** What else the scan could not see, one sentence each. */
  blindSpots?: string[]
  /** Who looked, and into what: it is signed with the findings. */
  uri: string
  version?: string
  db: { uri: string; version?: string; lastUpdate: string }
}
