import { z } from 'zod'
import { durationPattern, millisecondsOf, wantedDuration } from './duration.ts'

/** How a length of time is written wherever a user writes one: `30s`, `10m`, `2h`, `7d`. */
export const duration = z
  .string({ error: wantedDuration })
  .regex(durationPattern, wantedDuration)
  .transform(millisecondsOf)
