import { type Digest, formatShortDigest, isDigest } from '../artifact/digest.ts'
import { Failure } from '../failure.ts'
import { environmentOf } from '../policy/policy.ts'
import { agree, type Serving } from './agreement.ts'
import { earlierReleases, unfinishedRollback } from './earlier.ts'
import { type DeploymentRecord, promotedRecord, readRecords } from './record.ts'
import { isWhatServes, wasConfirmed } from './recorded.ts'
import { servicesIn } from './release.ts'
import type { DriveEdge, Settings, World } from './world.ts'

/** Where to go back to: a deployment by its number, or the newest confirmed one that runs a digest. */
export type Goal = { kind: 'deployment'; id: number } | { kind: 'digest'; digest: Digest }

/** Reads the input `to`: the number of a deployment, or a digest. */
export function parseGoal(text: string): Goal {
  if (/^[0-9]{1,15}$/.test(text)) return { kind: 'deployment', id: Number(text) }
  if (isDigest(text)) return { kind: 'digest', digest: text }
  throw new Failure('invalid-input', `"${text}" is neither the number of a deployment nor a digest, sha256:…`)
}

export type ReturnRequest = {
  environment: string
  /** What serves. */
  observed: Serving
  settings: Settings
  to: Goal | undefined
  registries: readonly string[]
}

export type Return = {
  /** The confirmed record whose release is gone back to. */
  record: DeploymentRecord
  /** Those that came first and cannot be gone back to, each with the reason. */
  passedOver: string[]
  /** The newest confirmed promotion, from which was counted. */
  basedOn: number | undefined
}

/**
 * Chooses what a rollback goes back to: what is named, or the nearest release before what serves that was never rolled
 * back from. It must have a signed record of this environment: what only a payload says, anyone could have written.
 */
export async function chooseReturn(request: ReturnRequest, world: World, edge: DriveEdge): Promise<Return> {
  const { environment } = request
  // The newest records tell it nearly always; that there is none is only known when all were read.
  const newest = await readRecords(world.github, { environment, enough: () => true })
  const found = await chooseAmong(newest.records, request, world)
  if (found.record !== undefined) return { ...found, record: found.record }
  const all = await readRecords(world.github, { environment, enough: () => false })
  const searched =
    all.records.length > newest.records.length ? await chooseAmong(all.records, request, world) : found
  if (searched.record !== undefined) return { ...searched, record: searched.record }
  edge.log.debug(`${all.records.length} records were read`)
  throw nothingToReturnTo(request, searched.passedOver)
}

type Found = Omit<Return, 'record'> & { record: DeploymentRecord | undefined }

async function chooseAmong(
  records: readonly DeploymentRecord[],
  request: ReturnRequest,
  world: World,
): Promise<Found> {
  const { settings, registries, to, environment } = request
  const policy = environmentOf(settings.policy, environment)
  const passedOver: string[] = []
  const basedOn = promotedRecord(records)?.deployment.id
  const candidates = to === undefined ? nearest(records, request) : named(records, to)
  for (const record of candidates) {
    const fault = await faultOf(record, { policy, registries, records }, settings, world)
    if (fault === undefined) return { record, passedOver, basedOn }
    const reason = `deployment ${record.deployment.id} cannot be gone back to: ${fault}`
    if (to?.kind === 'deployment') throw new Failure('denied', reason)
    passedOver.push(reason)
  }
  return { record: undefined, passedOver, basedOn }
}

/** The releases before what serves, the nearest first. */
function nearest(
  records: readonly DeploymentRecord[],
  { environment, observed, settings }: ReturnRequest,
): DeploymentRecord[] {
  const policy = environmentOf(settings.policy, environment)
  const serves = ({ payload }: DeploymentRecord) =>
    isWhatServes(servicesIn(policy, payload.release), observed)
  // One that died half-way is gone on with: it would be the wrong moment to go back a step further.
  const unfinished = unfinishedRollback(records, serves)
  if (unfinished !== undefined) return [unfinished]
  const recorded = servicesIn(policy, promotedRecord(records)?.payload.release ?? {})
  const agreement = agree({ observed, recorded, wanted: {}, records })
  if (agreement.kind === 'contradiction')
    throw new Failure('denied', `${agreement.reason}; or name by "to" what "${environment}" is to go back to`)
  return earlierReleases(records, serves)
}

function named(records: readonly DeploymentRecord[], to: Goal): DeploymentRecord[] {
  const promoted = records.filter(({ payload }) => payload.changed.length > 0)
  if (to.kind === 'digest') {
    const runs = ({ payload }: DeploymentRecord) =>
      Object.values(payload.release).some(({ digest }) => digest === to.digest)
    return promoted.filter((record) => record.state === 'confirmed' && runs(record))
  }
  const record = records.find(({ deployment }) => deployment.id === to.id)
  if (record === undefined) return []
  if (record.payload.changed.length === 0)
    throw new Failure('denied', `deployment ${to.id} promoted nothing; name one that did`)
  if (record.state === 'confirmed') return [record]
  throw new Failure('denied', `deployment ${to.id} was never confirmed; name one that was`)
}

type Known = {
  policy: Parameters<typeof servicesIn>[0]
  registries: readonly string[]
  records: readonly DeploymentRecord[]
}

/** Says why a release cannot be gone back to; undefined if it can. */
async function faultOf(
  { deployment, payload }: DeploymentRecord,
  { policy, registries, records }: Known,
  settings: Settings,
  world: World,
): Promise<string | undefined> {
  const release = servicesIn(policy, payload.release)
  if (Object.keys(release).length === 0) return 'the environment has none of its services any more'
  for (const [service, image] of Object.entries(release)) {
    if (!registries.includes(image.registry))
      return `it is kept at "${image.registry}", which neither the policy nor the input "registry" names`
    const { environment } = deployment
    if (!(await wasConfirmed({ service, image, environment }, records, settings, world)))
      return `nothing signed says that ${formatShortDigest(image.digest)} was confirmed here, or it is not there any more`
  }
  return undefined
}

function nothingToReturnTo({ environment, to }: ReturnRequest, passedOver: readonly string[]): Failure {
  const more = passedOver.length === 0 ? '' : `; ${passedOver.length} passed over`
  const problems = passedOver.map((message) => ({ message }))
  if (to?.kind === 'deployment')
    return new Failure('not-found', `"${environment}" has no deployment ${to.id} of a promotion`)
  if (to?.kind === 'digest')
    return new Failure('not-found', `no confirmed release of "${environment}" runs ${to.digest}${more}`, {
      problems,
    })
  return new Failure(
    'not-found',
    `"${environment}" has nothing to go back to: no earlier release was confirmed and never rolled back from${more}; name one by "to"`,
    { problems },
  )
}
