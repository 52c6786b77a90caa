import type { Finding } from './findings.ts'
import type { ScanResult } from './scan.ts'

/** Every format of the report file by the name that the input has for it. */
export const outputFormats = {
  json: { extension: 'json', format: formatJson },
  table: { extension: 'txt', format: formatTable },
} satisfies Record<string, { extension: string; format(result: ScanResult): string }>

export type OutputFormat = keyof typeof outputFormats

export const outputFormatNames = Object.keys(outputFormats) as OutputFormat[]

function formatJson(result: ScanResult): string {
  return `${JSON.stringify(result, undefined, 2)}\n`
}

const header = ['SEVERITY', 'PACKAGE', 'VERSION', 'FIXED IN', 'VULNERABILITY', 'FAILS']

/** Lines for a terminal, as scanners print them. */
function formatTable({ findings, failing }: ScanResult): string {
  const rows = [header, ...findings.map((finding) => cellsOf(finding, failing.includes(finding)))]
  const widths = header.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`
}

function cellsOf({ id, package: { name, version }, severity, fixedIn }: Finding, fails: boolean): string[] {
  return [severity, name, version, fixedIn.join(', ') || '-', id, fails ? 'yes' : ''].map(printable)
}

// What a terminal would take for a command to it, or for another line.
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\ufffd')
}
