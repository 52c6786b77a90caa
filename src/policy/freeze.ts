import { z } from 'zod'
import { endOfWindow, isTimeZone, parseRecurrence, type Recurrence } from './recurrence.ts'

/** A time in which nothing is promoted: once, or again and again. */
export type Freeze = { reason: string; override?: string } & (
  | { kind: 'range'; from: Date; until: Date }
  | { kind: 'recurring'; recurrence: Recurrence }
)

/** The end of a freeze that holds at an instant; undefined where it does not. */
export function endOfFreeze(freeze: Freeze, now: Date): Date | undefined {
  if (freeze.kind === 'recurring') return endOfWindow(freeze.recurrence, now)
  return freeze.from <= now && now < freeze.until ? freeze.until : undefined
}

const instant = z.iso
  .datetime({ offset: true, error: 'wanted an instant with its zone, such as 2026-12-24T00:00:00Z' })
  .transform((written) => new Date(written))

const everyForm = 'wanted a window such as "Fri 16:00 - Mon 08:00", or "22:00 - 06:00" for each day'

const keys = {
  from: instant.optional().describe('First instant at which nothing is promoted; needs `until`.'),
  until: instant.optional().describe('First instant at which it is again.'),
  every: z
    .string({ error: everyForm })
    .refine((text) => parseRecurrence(text, 'UTC') !== undefined, everyForm)
    .optional()
    .describe('Or a window that comes again: `Fri 16:00 - Mon 08:00`, or `22:00 - 06:00` for each day.'),
  'time-zone': z
    .string()
    .refine(isTimeZone, 'wanted a time zone by its IANA name, such as Europe/Berlin')
    .optional()
    .describe('Whose clock `every` means, by its IANA name: `Europe/Berlin`.'),
  reason: z.string().min(1).describe('Why; said in the refusal.'),
  override: z
    .string()
    .regex(/^[\w][\w.-]{0,62}$/, 'wanted a name of up to 63 letters, digits, ".", "_" or "-"')
    .optional()
    .describe('Name under which `promote` may override it, giving a reason. Without one nobody can.'),
}

/** The schema of one entry of `freeze`: a range, or a window that comes again. */
export const freezeSchema = z
  .strictObject(keys)
  .superRefine((written, context) => {
    const fault = faultOf(written)
    if (fault !== undefined) context.addIssue({ code: 'custom', ...fault })
  })
  .transform(freezeOf)
  .meta({ anyOf: [{ required: ['from', 'until'] }, { required: ['every', 'time-zone'] }] })

type Written = z.output<z.ZodObject<typeof keys>>

function faultOf(written: Written): { path: string[]; message: string } | undefined {
  const { from, until, every, 'time-zone': timeZone } = written
  if (every !== undefined) {
    if (from !== undefined || until !== undefined)
      return { path: ['every'], message: 'stands in place of "from" and "until", not beside them' }
    if (timeZone === undefined)
      return { path: ['every'], message: 'needs "time-zone": by whose clock, as in Europe/Berlin' }
    return undefined
  }
  if (timeZone !== undefined) return { path: ['time-zone'], message: 'needs "every"' }
  if (from === undefined || until === undefined)
    return { path: [], message: 'wanted "from" and "until", or "every" and "time-zone"' }
  return until > from ? undefined : { path: ['until'], message: 'must be later than "from"' }
}

function freezeOf({ from, until, every, 'time-zone': timeZone, reason, override }: Written): Freeze {
  const told = { reason, ...(override !== undefined && { override }) }
  const recurrence =
    every !== undefined && timeZone !== undefined ? parseRecurrence(every, timeZone) : undefined
  if (recurrence !== undefined) return { kind: 'recurring', recurrence, ...told }
  if (from !== undefined && until !== undefined) return { kind: 'range', from, until, ...told }
  throw new TypeError('a freeze is a range or recurring: its schema has refused anything else')
}
