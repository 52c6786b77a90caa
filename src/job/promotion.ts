import { writeTemporary } from '../action/files.ts'
import { readState, saveState } from '../action/outputs.ts'
import { endInterrupted } from '../deployment/interrupted.ts'
import { type Outcome, type PromoteRequest, promote } from '../deployment/promote.ts'
import { type RollbackOutcome, type RollbackRequest, rollBack } from '../deployment/rollback.ts'
import type { World } from '../deployment/world.ts'
import { recordOf } from '../report/promotion.ts'
import type { Job } from './job.ts'

/** Promotes, and leaves word of an unfinished deployment for the post step. */
export async function promoteInJob(
  request: Omit<PromoteRequest, 'onOpened'>,
  world: World,
  { edge }: Job,
): Promise<Outcome> {
  return leavingWord((onOpened) => promote({ ...request, onOpened }, world, edge))
}

/** Rolls back, and leaves word of an unfinished deployment for the post step. */
export async function rollBackInJob(
  request: Omit<RollbackRequest, 'onOpened'>,
  world: World,
  { edge }: Job,
): Promise<RollbackOutcome> {
  return leavingWord((onOpened) => rollBack({ ...request, onOpened }, world, edge))
}

async function leavingWord<T>(work: (onOpened: (deployment: number) => void) => Promise<T>): Promise<T> {
  const outcome = await work((deployment) => saveState('deployment', String(deployment)))
  saveState('deployment', '')
  return outcome
}

/** Ends in the post step what the main step has left unfinished, if anything. */
export async function endUnfinished(
  open: () => { environment: string; world: World; job: Job },
): Promise<void> {
  const deployment = readState('deployment')
  if (deployment === undefined) return
  const { environment, world, job } = open()
  await endInterrupted(environment, Number(deployment), world, job.edge)
}

/** Writes the record of a promotion to a file for later steps; returns its path. */
export async function writeRecord(outcome: Outcome, { context }: Job): Promise<string> {
  return writeTemporary(`promotion-${outcome.environment}.json`, recordOf(outcome), context)
}
