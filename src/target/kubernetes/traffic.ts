import type { Share } from '../shift.ts'
import type { Candidate, Look } from './look.ts'
import type { Metadata, Workload } from './objects.ts'

/** Who gets the traffic: the candidate its share, the former one the rest. */
export type Goal = {
  candidate: Candidate
  percent: number
  /** Undefined: nobody gets the rest. */
  former: Candidate | undefined
}

/** A way in which a cluster leads traffic to releases. */
export interface Traffic {
  /** What gets traffic now, in percent of all of it. */
  shares(seen: Look): Share[]
  /** The labels of the releases to which traffic is led, whether their pods take it or not; `all`: to any. */
  ledTo(seen: Look): readonly string[] | 'all'
  /** Refuses a cluster in which a release with this label would get traffic as soon as it stands; makes it safe if it can. */
  prepare(seen: Look, labels: Record<string, string>, name: string): Promise<void>
  /** Makes what leads to a release alone, where one is needed; it goes with the release's Deployment. */
  attach(seen: Look, labels: Record<string, string>, deployment: Workload): Promise<void>
  /** Leads the traffic elsewhere by one write, which is refused if what was seen has moved. */
  lead(seen: Look, goal: Goal, fence: number): Promise<void>
  /** The object that leads, and by which those who are late are known. */
  leader(seen: Look): Metadata
  /** Says whether what is seen is what was to be. */
  isSettled(seen: Look, goal: Goal): boolean
}
