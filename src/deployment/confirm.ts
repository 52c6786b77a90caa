import { messageOf } from '../failure.ts'
import { describe } from './journal.ts'
import type { Promotion } from './promotion.ts'
import type { DriveEdge, World } from './world.ts'

/** Calls a record a success and those before it inactive; GitHub itself leaves production ones active. */
export async function confirm(
  { record, records, moves }: Pick<Promotion, 'record' | 'records' | 'moves'>,
  environmentUrl: string | undefined,
  { github }: Pick<World, 'github'>,
  { log }: Pick<DriveEdge, 'log'>,
): Promise<void> {
  const { id, environment } = record.deployment
  const { hold } = record.payload
  const serves = moves.length === 0 ? 'serves what it did' : `serves ${describe(moves)}`
  const description = hold === undefined ? serves : `${serves}; held by ${hold.by}: ${hold.reason}`
  await github.appendStatus(id, { state: 'success', description, environmentUrl, autoInactive: true })
  if (environment !== 'production') return
  const active = records.filter(
    ({ deployment, statuses }) => deployment.id !== id && statuses[0]?.state === 'success',
  )
  for (const { deployment } of active) {
    const description = `followed by deployment ${id}`
    // The promotion is confirmed by now; that GitHub shows an older one as active changes nothing about it.
    await github
      .appendStatus(deployment.id, { state: 'inactive', description, autoInactive: false })
      .catch((error: unknown) =>
        log.warning(`deployment ${deployment.id} still looks active: ${messageOf(error)}`),
      )
  }
}
