import { Failure } from './failure.ts'

/** The longest that a timer of Node's can wait; one that is set to more ends at once. Milliseconds. */
export const longestTimer = 2 ** 31 - 1

const units = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const

/** How a length of time is written wherever a user writes one: `30s`, `10m`, `2h`, `7d`. */
export const durationPattern = /^[0-9]{1,6}[smhd]$/

export const wantedDuration = 'wanted a duration such as 30s, 10m, 2h or 7d'

/** Reads a length of time from an input. Milliseconds. */
export function parseDuration(text: string): number {
  if (durationPattern.test(text)) return millisecondsOf(text)
  throw new Failure('invalid-input', `"${text}" is none; ${wantedDuration}`)
}

/** Writes milliseconds in the largest unit that divides them: `90m` rather than `1.5h`. */
export function formatDuration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000)
  if (seconds === 0) return '0s'
  if (seconds % 86_400 === 0) return `${seconds / 86_400}d`
  if (seconds % 3600 === 0) return `${seconds / 3600}h`
  return seconds % 60 === 0 ? `${seconds / 60}m` : `${seconds}s`
}

export function millisecondsOf(text: string): number {
  const unit = text.slice(-1)
  return unit in units ? Number(text.slice(0, -1)) * units[unit as keyof typeof units] : Number.NaN
}
