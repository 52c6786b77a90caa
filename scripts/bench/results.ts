import { cpus } from 'node:os'
import { blocks, details, heading, list, table } from '../../src/report/markdown.ts'

/** One thing that was measured; cells are as they are shown. */
export type Row = { what: string; ours: string; peer?: string; ratio?: number; aim?: Aim }

/** What was hoped for. Missing it is told, and is no failure: another machine may give another number. */
export type Aim = { text: string; met: boolean }

/** What was measured, and what lies behind a number, to be unfolded. */
export type Measured = { rows: Row[]; behind?: { title: string; lines: string[] }[] }

/** Formats everything that was measured as a page. */
export function formatResults(measured: readonly Measured[], date: Date): string {
  return blocks(
    heading(1, 'Benchmarks'),
    'Written by `npm run bench`. Ratios are to a peer that was measured in the same run.',
    'An action writes its first line before its code is loaded; the time to an end for want of an input has that in it.',
    table(['What', 'Ours', 'Peer', 'Ratio', 'Aim'], measured.flatMap(({ rows }) => rows).map(cellsOf)),
    ...measured.flatMap(({ behind = [] }) => behind).map(({ title, lines }) => details(title, list(lines))),
    `${date.toISOString().slice(0, 10)} · ${machine()}`,
  )
}

/** Builds an aim that a number should not exceed. */
export function atMost(limit: number, found: number, unit = ''): Aim {
  return { text: `≤ ${limit}${unit}`, met: found <= limit }
}

export function milliseconds(time: number): string {
  return `${Math.round(time)} ms`
}

export function seconds(time: number): string {
  return `${(time / 1000).toFixed(2)} s`
}

export function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`
}

/** Finds the value in the middle, which one slow run does not move. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted[Math.floor(sorted.length / 2)]
  if (middle === undefined) throw new Error('there is no median of nothing')
  return middle
}

function cellsOf({ what, ours, peer = '', ratio, aim }: Row): string[] {
  const hoped = aim === undefined ? '' : `${aim.text}${aim.met ? '' : ', **missed**'}`
  return [what, ours, peer, ratio?.toFixed(2) ?? '', hoped]
}

function machine(): string {
  const [cpu] = cpus()
  return `${cpu?.model.trim() ?? 'unknown processor'}, ${cpus().length} cores, ${process.platform}, Node ${process.version}`
}
