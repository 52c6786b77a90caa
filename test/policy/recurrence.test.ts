import { describe, expect, it } from 'vitest'
import { endOfWindow, isTimeZone, parseRecurrence, type Recurrence } from '../../src/policy/recurrence.ts'

function window(text: string, timeZone: string): Recurrence {
  const recurrence = parseRecurrence(text, timeZone)
  if (recurrence === undefined) throw new Error(`not a window: ${text}`)
  return recurrence
}

const endOf = (text: string, timeZone: string, now: string) =>
  endOfWindow(window(text, timeZone), new Date(now))?.toISOString().replace(':00.000Z', 'Z')

describe('parseRecurrence', () => {
  it.each([
    ['Fri 16:00 - Mon 08:00', { days: { start: 5, end: 1 }, start: 960, end: 480 }],
    ['Sun 00:00 - Sun 23:59', { days: { start: 0, end: 0 }, start: 0, end: 1439 }],
    ['Sun 12:00 - Sun 11:00', { days: { start: 0, end: 0 }, start: 720, end: 660 }],
    ['22:00 - 06:00', { start: 1320, end: 360 }],
  ])('reads %s', (text, expected) => {
    expect(parseRecurrence(text, 'UTC')).toEqual({ ...expected, timeZone: 'UTC' })
  })

  it.each([
    '',
    'Fri 16:00',
    'Fri 16:00-Mon 08:00',
    'Fri 16:00 - 08:00',
    '16:00 - Mon 08:00',
    'Friday 16:00 - Monday 08:00',
    'fri 16:00 - mon 08:00',
    'Fri 24:00 - Mon 08:00',
    'Fri 16:60 - Mon 08:00',
    'Fri 4:00 - Mon 08:00',
    'Fri 16:00 - Fri 16:00',
    '08:00 - 08:00',
    'Fri 16:00 - Mon 08:00 - Tue 09:00',
  ])('refuses %j', (text) => {
    expect(parseRecurrence(text, 'UTC')).toBeUndefined()
  })
})

describe('isTimeZone', () => {
  it.each(['UTC', 'Europe/Berlin', 'America/Argentina/Ushuaia', 'Asia/Kathmandu'])('knows %s', (name) => {
    expect(isTimeZone(name)).toBe(true)
  })

  it.each(['', 'Europe/Berlim', '+01:00', 'local', 'Mars/Olympus', '__proto__'])('refuses %j', (name) => {
    expect(isTimeZone(name)).toBe(false)
  })
})

describe('a window', () => {
  it.each([
    // 2026-11-20 is a Friday; Berlin is an hour ahead in winter.
    ['before it begins', '2026-11-20T14:59:59Z', undefined],
    ['at its first instant', '2026-11-20T15:00:00Z', '2026-11-23T07:00Z'],
    ['in its midst', '2026-11-22T00:00:00Z', '2026-11-23T07:00Z'],
    ['at its last instant', '2026-11-23T06:59:59.999Z', '2026-11-23T07:00Z'],
    ['at its end', '2026-11-23T07:00:00Z', undefined],
    ['in the middle of the week', '2026-11-25T12:00:00Z', undefined],
    ['in summer, two hours ahead', '2026-07-10T14:00:00Z', '2026-07-13T06:00Z'],
    ['in summer, a minute before', '2026-07-10T13:59:00Z', undefined],
  ])('of a weekend in Berlin, %s', (_, now, end) => {
    expect(endOf('Fri 16:00 - Mon 08:00', 'Europe/Berlin', now)).toBe(end)
  })

  it.each([
    ['in the evening', '2026-11-25T22:00:00Z', '2026-11-26T06:00Z'],
    ['after midnight', '2026-11-26T05:59:00Z', '2026-11-26T06:00Z'],
    ['in the morning', '2026-11-26T06:00:00Z', undefined],
    ['just before', '2026-11-25T21:59:00Z', undefined],
  ])('of every night, %s', (_, now, end) => {
    expect(endOf('22:00 - 06:00', 'UTC', now)).toBe(end)
  })

  it.each([
    ['of a day', '09:00 - 17:00', '2026-11-25T12:00:00Z', '2026-11-25T17:00Z'],
    ['of a day, at night', '09:00 - 17:00', '2026-11-25T20:00:00Z', undefined],
    ['of nearly a whole week', 'Mon 09:00 - Mon 08:00', '2026-11-23T07:00:00Z', '2026-11-23T08:00Z'],
    ['of nearly a whole week, in its gap', 'Mon 09:00 - Mon 08:00', '2026-11-23T08:30:00Z', undefined],
    ['within one day of the week', 'Wed 09:00 - Wed 17:00', '2026-11-25T12:00:00Z', '2026-11-25T17:00Z'],
    ['over the end of the year', 'Thu 12:00 - Fri 12:00', '2027-01-01T00:00:00Z', '2027-01-01T12:00Z'],
  ])('%s', (_, text, now, end) => {
    expect(endOf(text, 'UTC', now)).toBe(end)
  })

  it.each([
    ['half an hour off', 'Asia/Kolkata', '2026-11-20T10:29:00Z', undefined],
    ['half an hour off', 'Asia/Kolkata', '2026-11-20T10:30:00Z', '2026-11-23T02:30Z'],
    ['a day ahead', 'Pacific/Kiritimati', '2026-11-20T02:00:00Z', '2026-11-22T18:00Z'],
    ['a day behind', 'Pacific/Honolulu', '2026-11-21T01:59:00Z', undefined],
    ['a day behind', 'Pacific/Honolulu', '2026-11-21T02:00:00Z', '2026-11-23T18:00Z'],
  ])('goes by a clock that is %s: %s at %s', (_, zone, now, end) => {
    expect(endOf('Fri 16:00 - Mon 08:00', zone, now)).toBe(end)
  })
})

// Berlin: on 2026-10-25 the clock goes from 03:00 back to 02:00 at 01:00Z; on 2026-03-29 from 02:00 to 03:00 at 01:00Z.
describe('a window where the clock is changed', () => {
  it.each([
    [
      'begins before and ends after it is put back',
      'Fri 16:00 - Mon 08:00',
      '2026-10-24T12:00:00Z',
      '2026-10-26T07:00Z',
    ],
    ['has ended by the new offset', 'Fri 16:00 - Mon 08:00', '2026-10-26T06:59:00Z', '2026-10-26T07:00Z'],
    [
      'ends at the second 02:30: before the first',
      'Sat 16:00 - Sun 02:30',
      '2026-10-25T00:29:00Z',
      '2026-10-25T01:30Z',
    ],
    [
      'ends at the second 02:30: between the two',
      'Sat 16:00 - Sun 02:30',
      '2026-10-25T00:45:00Z',
      '2026-10-25T01:30Z',
    ],
    ['ends at the second 02:30: after it', 'Sat 16:00 - Sun 02:30', '2026-10-25T01:30:00Z', undefined],
    ['begins at the first 02:30: before it', 'Sun 02:30 - Sun 06:00', '2026-10-25T00:29:00Z', undefined],
    [
      'begins at the first 02:30: after it',
      'Sun 02:30 - Sun 06:00',
      '2026-10-25T00:30:00Z',
      '2026-10-25T05:00Z',
    ],
    [
      'begins at the first 02:30: at the second',
      'Sun 02:30 - Sun 06:00',
      '2026-10-25T01:15:00Z',
      '2026-10-25T05:00Z',
    ],
    [
      'begins twelve hours before, at one offset only',
      'Sat 14:00 - Sun 12:00',
      '2026-10-24T11:59:00Z',
      undefined,
    ],
    [
      'begins before and ends after it is put forward',
      'Fri 16:00 - Mon 08:00',
      '2026-03-28T12:00:00Z',
      '2026-03-30T06:00Z',
    ],
    [
      'would begin at a time that is left out: before',
      'Sun 02:30 - Sun 06:00',
      '2026-03-29T00:29:00Z',
      undefined,
    ],
    [
      'would begin at a time that is left out: by the new offset',
      'Sun 02:30 - Sun 06:00',
      '2026-03-29T00:30:00Z',
      '2026-03-29T04:00Z',
    ],
    [
      'would end at a time that is left out: by the old offset',
      'Sat 16:00 - Sun 02:30',
      '2026-03-29T01:29:00Z',
      '2026-03-29T01:30Z',
    ],
    [
      'would end at a time that is left out: after',
      'Sat 16:00 - Sun 02:30',
      '2026-03-29T01:30:00Z',
      undefined,
    ],
    ['of every night when it is put back', '22:00 - 06:00', '2026-10-25T04:59:00Z', '2026-10-25T05:00Z'],
    ['of every night when it is put forward', '22:00 - 06:00', '2026-03-29T03:59:00Z', '2026-03-29T04:00Z'],
  ])('%s', (_, text, now, end) => {
    expect(endOf(text, 'Europe/Berlin', now)).toBe(end)
  })

  it('where summer begins at midnight, which is left out', () => {
    // Santiago: on 2026-09-06 the clock goes from 00:00 to 01:00 at 04:00Z.
    expect(endOf('Sun 00:00 - Sun 06:00', 'America/Santiago', '2026-09-06T03:30:00Z')).toBe(
      '2026-09-06T09:00Z',
    )
  })

  it('where a whole day was left out', () => {
    // Samoa went from the 29th to the 31st of December 2011, by way of the date line.
    expect(endOf('Thu 12:00 - Sat 12:00', 'Pacific/Apia', '2011-12-30T09:00:00Z')).toBe('2011-12-30T22:00Z')
  })
})
