import type { ArtifactScan } from '../scan/artifact-scan.ts'
import type { AssessedFinding } from '../scan/assess.ts'
import { countFindings } from '../scan/findings.ts'
import { buildSarif, type SarifRequest } from './sarif.ts'

export type FormatRequest = Omit<SarifRequest, 'scanned'> & { scanned: ArtifactScan }

/** Every format of the report file by the name that the input has for it. */
export const outputFormats = {
  json: { extension: 'json', format: formatJson },
  sarif: {
    extension: 'sarif',
    format: (request) => `${JSON.stringify(buildSarif(request).log, undefined, 2)}\n`,
  },
  table: { extension: 'txt', format: formatTable },
} satisfies Record<string, { extension: string; format(request: FormatRequest): string }>

export type OutputFormat = keyof typeof outputFormats

export const outputFormatNames = Object.keys(outputFormats) as OutputFormat[]

function formatJson({ scanned, assessment, image }: FormatRequest): string {
  const { packages, blindSpots, scanner, platforms, startedAt, finishedAt } = scanned
  const report = {
    image,
    counts: countFindings(assessment.findings),
    ...assessment,
    ...{ platforms, packages, blindSpots, scanner, startedAt, finishedAt },
  }
  return `${JSON.stringify(report, undefined, 2)}\n`
}

const header = ['SEVERITY', 'PACKAGE', 'VERSION', 'FIXED IN', 'FINDING', 'OUTCOME']

/** Lines for a terminal, as scanners print them. */
function formatTable({ assessment: { findings } }: FormatRequest): string {
  const rows = [header, ...findings.map(cellsOf)]
  const widths = header.map((_, column) =>
    rows.reduce((widest, row) => Math.max(widest, row[column]?.length ?? 0), 0),
  )
  const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`
}

function cellsOf(finding: AssessedFinding): string[] {
  const { id, package: of, path = '-', severity, fixedIn = [] } = finding
  const where = of === undefined ? [path, ''] : [of.name, of.version ?? '']
  return [severity, ...where, fixedIn.join(', ') || '-', id, outcomeOf(finding)].map(printable)
}

/** What becomes of a finding, in a word or two. */
export function outcomeOf({ standing }: Pick<AssessedFinding, 'standing'>): string {
  switch (standing.kind) {
    case 'fails':
      if (standing.lapsed === undefined) return 'fails'
      return `fails, exception ${standing.lapsed.term === 'expired' ? 'expired' : 'too long'}`
    case 'below-cutoff':
      return 'below the cutoff'
    case 'no-fix':
      return 'no fix'
    case 'excepted':
      return 'excepted'
    case 'not-affected':
      return standing.vex.status === 'fixed' ? 'fixed (VEX)' : 'not affected (VEX)'
    case 'carried':
      return 'live already'
    default:
      return standing satisfies never
  }
}

// What a terminal would take for a command to it, or for another line.
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\ufffd')
}
