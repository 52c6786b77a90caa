/** A window of time that comes again: from one time of the clock to another, every week or every day. */
export type Recurrence = {
  /** Days of the week on which it begins and ends, Sunday being 0; undefined: it begins every day. */
  days?: { start: number; end: number }
  /** Minutes since midnight. */
  start: number
  end: number
  /** IANA's name of the time zone whose clock is meant. */
  timeZone: string
}

const dayNames = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const day = 24 * 60 * 60_000

/** Reads `Fri 16:00 - Mon 08:00` or `22:00 - 06:00`; undefined where it is neither. */
export function parseRecurrence(text: string, timeZone: string): Recurrence | undefined {
  const point = '(?:(Sun|Mon|Tue|Wed|Thu|Fri|Sat) )?([01][0-9]|2[0-3]):([0-5][0-9])'
  const found = new RegExp(`^${point} - ${point}$`).exec(text)
  if (found === null) return undefined
  const [, startDay, startHour, startMinute, endDay, endHour, endMinute] = found
  const times = { start: minutesOf(startHour, startMinute), end: minutesOf(endHour, endMinute), timeZone }
  // From a moment to itself would be always, or never: nobody can tell which was meant.
  if (times.start === times.end && startDay === endDay) return undefined
  if (startDay === undefined && endDay === undefined) return times
  if (startDay === undefined || endDay === undefined) return undefined
  return { ...times, days: { start: dayOf(startDay), end: dayOf(endDay) } }
}

/** Says whether a name is one of a time zone with rules of its own: not an offset, which knows no summer. */
export function isTimeZone(name: string): boolean {
  try {
    return /^[A-Za-z]/.test(name) && clockOf(name).resolvedOptions().timeZone !== ''
  } catch {
    return false // That it is not known is what was asked.
  }
}

/**
 * Finds the end of the window that an instant lies in; undefined where it lies in none. Where a clock is put back,
 * a time of it comes twice: a window begins with the first and ends with the second. Where it is put forward, one
 * that is left out stands for what it would be by the old or the new offset, whichever makes the window longer.
 */
export function endOfWindow(recurrence: Recurrence, now: Date): Date | undefined {
  const { days, start, end, timeZone } = recurrence
  const length = days === undefined ? Number(end <= start) : daysOf(days, end <= start)
  const today = Math.floor((now.getTime() + offsetAt(now.getTime(), timeZone)) / day)
  // One that began a week ago may last until today; by the other offset, tomorrow may have begun.
  const begun = Array.from({ length: 10 }, (_, index) => today + 1 - index)
  const ends = begun
    .filter((date) => days === undefined || weekdayOf(date) === days.start)
    .filter((date) => Math.min(...instantsOf(date, start, timeZone)) <= now.getTime())
    .map((date) => Math.max(...instantsOf(date + length, end, timeZone)))
    .filter((instant) => now.getTime() < instant)
  return ends.length === 0 ? undefined : new Date(Math.max(...ends))
}

/** The instants at which a zone's clock may show a time of a day (since 1970-01-01): two where it is put back. */
function instantsOf(date: number, minutes: number, timeZone: string): number[] {
  const shown = date * day + minutes * 60_000
  const possible = [shown - day, shown + day].map((near) => shown - offsetAt(near, timeZone))
  const real = possible.filter((instant) => instant + offsetAt(instant, timeZone) === shown)
  return real.length === 0 ? possible : real
}

/** How far a zone's clock is ahead of UTC, in milliseconds. */
function offsetAt(instant: number, timeZone: string): number {
  const second = Math.floor(instant / 1000) * 1000
  const parts = Object.fromEntries(
    clockOf(timeZone)
      .formatToParts(second)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second: seconds = 0 } = parts
  return Date.UTC(year, month - 1, day, hour, minute, seconds) - second
}

function clockOf(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
}

function daysOf({ start, end }: { start: number; end: number }, isBack: boolean): number {
  const days = (end - start + 7) % 7
  return days === 0 && isBack ? 7 : days
}

// 1970-01-01 was a Thursday.
function weekdayOf(date: number): number {
  return (((date + 4) % 7) + 7) % 7
}

function minutesOf(hours = '', minutes = ''): number {
  return Number(hours) * 60 + Number(minutes)
}

function dayOf(name: string): number {
  return dayNames.indexOf(name)
}
