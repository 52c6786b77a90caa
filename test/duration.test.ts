import { describe, expect, it } from 'vitest'
import { formatDuration } from '../src/duration.ts'
import { duration } from '../src/duration-schema.ts'

describe('a duration', () => {
  it.each([
    ['0s', 0],
    ['30s', 30_000],
    ['10m', 600_000],
    ['2h', 7_200_000],
    ['7d', 604_800_000],
  ])('%s is %i milliseconds, and is written so again', (text, milliseconds) => {
    expect(duration.parse(text)).toBe(milliseconds)
    expect(formatDuration(milliseconds)).toBe(text)
  })

  it.each(['', '30', 's', '1.5h', '-1s', '1h30m', '10 m', '10M', '1w', '9999999d', '٣s', '1s\n'])(
    'refuses %j',
    (text) => {
      expect(duration.safeParse(text).success).toBe(false)
    },
  )

  it('is written in the largest unit that divides it', () => {
    expect(formatDuration(90 * 60_000)).toBe('90m')
  })
})
