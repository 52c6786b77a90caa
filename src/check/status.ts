import { z } from 'zod'

/** Statuses from one to another, and how their author wrote them. */
export type StatusRange = { from: number; to: number; written: string }

const wanted = 'wanted a status such as 204, several such as 2xx or 200-399, or a list of these'

const one = z.int().min(100).max(599)
const several = z
  .string()
  .regex(/^([1-5]xx|[1-5][0-9]{2}-[1-5][0-9]{2})$/, wanted)
  .refine((text) => rangeOf(text).from <= rangeOf(text).to, wanted)
const range = z.union([one, several], { error: wanted })

/** What a policy may say of the status of an answer: one, several, or a list of these. */
export const statuses = z
  .union([range.transform((only) => [only]), z.array(range).min(1)], { error: wanted })
  .transform((written) => written.map(rangeOf))

function rangeOf(written: number | string): StatusRange {
  const text = String(written)
  const [from = '', to = from] = text.endsWith('xx') ? [`${text[0]}00`, `${text[0]}99`] : text.split('-')
  return { from: Number(from), to: Number(to), written: text }
}

export function isWanted(status: number, ranges: readonly StatusRange[]): boolean {
  return ranges.some(({ from, to }) => status >= from && status <= to)
}

export function formatStatuses(ranges: readonly StatusRange[]): string {
  return ranges.map(({ written }) => written).join(', ')
}
