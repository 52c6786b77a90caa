import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { type Digest, isDigest } from '../artifact/digest.ts'
import { parseDigestReference } from '../artifact/reference.ts'
import type { Deployment, DeploymentStatus, GitHub, ListedDeployment } from '../github/github.ts'
import type { Override } from '../policy/facts.ts'
import { isLeftRollback } from './earlier.ts'
import { formatRelease, isSameRelease, type Release } from './release.ts'
import type { Settings } from './settings.ts'
import type { Run } from './world.ts'

/**
 * What a deployment's payload says. Anyone who may write deployments can write one: it says what to do next,
 * never what to trust.
 */
export type Payload = {
  /** The whole environment, with what did not change carried over. */
  release: Release
  changed: string[]
  previous: Release | undefined
  plan: Digest
  policy: { commit: string; digest: Digest }
  run: { id: string; attempt: number; checkRun?: number }
  /** Made once per promotion: tells a retried request's twin from another promotion. */
  nonce: string
  /** Set: nothing is promoted after this until a later record lets go. */
  hold?: Cause
  /** Set: it goes back to a release that was confirmed before, away from `previous`. */
  rollback?: Cause
  /** Set: a freeze was passed under a name that the policy gives for that. */
  override?: Override
}

/** Who did something out of turn, and why. */
export type Cause = { by: string; reason: string }

/** One promotion as GitHub keeps it: a deployment and its journal of statuses, newest first. */
export type DeploymentRecord = {
  deployment: Deployment
  payload: Payload
  statuses: readonly DeploymentStatus[]
  state: RecordState
}

/** `confirmed`: it ended in `success`, whatever GitHub or we set later. */
export type RecordState = 'open' | 'confirmed' | 'closed'

const digest = z.custom<Digest>((value) => typeof value === 'string' && isDigest(value))
const release = z.record(
  z.string(),
  z.string().transform((text) => parseDigestReference(text)),
)
const cause = z.object({ by: z.string(), reason: z.string() })
const payload = z.object({
  release,
  changed: z.array(z.string()),
  previous: release.nullable(),
  plan: digest,
  policy: z.object({ commit: z.string().regex(/^[0-9a-f]{40,64}$/), digest }),
  run: z.object({ id: z.string(), attempt: z.number(), 'check-run': z.number().optional() }),
  nonce: z.string().min(1),
  hold: cause.nullish(),
  rollback: cause.nullish(),
  override: cause.extend({ name: z.string() }).nullish(),
})

/** The payload of a deployment that this run is about to open, by these settings. */
export function newPayload(
  { previous = {}, ...content }: Omit<Payload, 'policy' | 'run' | 'nonce'>,
  { commit, digest }: Pick<Settings, 'commit' | 'digest'>,
  { id, attempt, checkRun }: Run,
): Payload {
  return {
    ...content,
    previous: Object.keys(previous).length === 0 ? undefined : previous,
    policy: { commit, digest },
    run: { id, attempt, ...(checkRun !== undefined && { checkRun }) },
    nonce: randomUUID(),
  }
}

export function formatPayload(payload: Payload): unknown {
  const { release, previous, run, hold, rollback, override, ...rest } = payload
  return {
    ...rest,
    release: formatRelease(release),
    previous: previous === undefined ? null : formatRelease(previous),
    run: { id: run.id, attempt: run.attempt, 'check-run': run.checkRun },
    hold: hold ?? null,
    ...(rollback !== undefined && { rollback }),
    ...(override !== undefined && { override }),
  }
}

/** Reads a payload; undefined where it is not one of ours, whoever wrote it. */
export function parsePayload(value: unknown): Payload | undefined {
  try {
    const { previous, run, hold, rollback, override, ...rest } = payload.parse(value)
    return {
      ...rest,
      ...(hold && { hold }),
      ...(rollback && { rollback }),
      ...(override && { override }),
      previous: previous ?? undefined,
      run: { id: run.id, attempt: run.attempt, checkRun: run['check-run'] },
    }
  } catch {
    // A deployment that somebody else made under our task's name: it is passed over, not obeyed.
    return undefined
  }
}

/** The statuses of deployments by their id, newest first. */
export type Journals = ReadonlyMap<number, readonly DeploymentStatus[]>

export type RecordsRequest = {
  environment: string
  /** Says, as records come in, the newest first, when there are enough of them. */
  enough(records: readonly DeploymentRecord[]): boolean
  /** What is wanted as well, in the same request. */
  upstream?: Upstream
}

/** Deployments of the environment that comes before, which signed records name. */
export type Upstream = { environment: string; deployments: readonly Pick<Deployment, 'id' | 'nodeId'>[] }

/** What GitHub says of them, and which deployments of that environment are newer. */
export type UpstreamJournals = {
  journals: Journals
  /** The newest first, and some that are older. */
  listed: readonly ListedDeployment[]
}

/** Where nothing comes before, or nothing was promoted there. */
export const noUpstream: UpstreamJournals = { journals: new Map(), listed: [] }

/** How many deployments are looked up at once. */
const batchSize = 50

/** Reads an environment's records, newest first, as far back as they are wanted. */
export async function readRecords(
  github: Pick<GitHub, 'listDeployments' | 'fetchStatuses' | 'fetchStatusesAndListing'>,
  { environment, enough, upstream }: RecordsRequest,
): Promise<{ records: DeploymentRecord[]; upstream: UpstreamJournals }> {
  const records: DeploymentRecord[] = []
  let batch: Pick<DeploymentRecord, 'deployment' | 'payload'>[] = []
  let before: UpstreamJournals | undefined
  const look = async () => {
    const deployments = batch.map(({ deployment }) => deployment)
    const asked = before === undefined ? upstream : undefined
    const { journals, listed } = await readJournals(github, deployments, asked)
    before ??= { journals, listed }
    for (const entry of batch) {
      const statuses = journals.get(entry.deployment.id) ?? []
      records.push({ ...entry, statuses, state: stateOf(statuses) })
    }
    batch = []
  }
  for await (const deployment of github.listDeployments(environment)) {
    const payload = parsePayload(deployment.payload)
    if (payload !== undefined) batch.push({ deployment, payload })
    if (batch.length < batchSize) continue
    await look()
    if (enough(records)) break
  }
  if (batch.length > 0 || (before === undefined && upstream !== undefined)) await look()
  return { records, upstream: before ?? noUpstream }
}

/** Reads the statuses of deployments and, in the same request, what there is to know upstream. */
export async function readJournals(
  github: Pick<GitHub, 'fetchStatuses' | 'fetchStatusesAndListing'>,
  deployments: readonly Pick<Deployment, 'id' | 'nodeId'>[],
  upstream: Upstream | undefined,
): Promise<UpstreamJournals> {
  if (upstream === undefined) return { journals: await github.fetchStatuses(deployments), listed: [] }
  const { environment } = upstream
  const backTo = upstream.deployments.map(({ nodeId }) => nodeId)
  const all = [...deployments, ...upstream.deployments]
  const { statuses, listed } = await github.fetchStatusesAndListing(all, { environment, backTo })
  return { journals: statuses, listed }
}

/**
 * Reads how a promotion ended, from its statuses, newest first: the first end is the one that counts. A run that
 * wakes up after another ended its promotion may still call it a success.
 */
export function stateOf(statuses: readonly Pick<DeploymentStatus, 'state'>[]): RecordState {
  const end = statuses.findLast(({ state }) => ['success', 'failure', 'error', 'inactive'].includes(state))
  if (end === undefined) return 'open'
  return end.state === 'success' ? 'confirmed' : 'closed'
}

/** The newest confirmed record: what should serve. */
export function liveRecord(records: readonly DeploymentRecord[]): DeploymentRecord | undefined {
  return records.find(({ state }) => state === 'confirmed')
}

/** The newest confirmed record of a promotion: one that changes nothing only holds the environment or lets go. */
export function promotedRecord(records: readonly DeploymentRecord[]): DeploymentRecord | undefined {
  return records.find(({ state, payload }) => state === 'confirmed' && payload.changed.length > 0)
}

/**
 * The newest record that says whether the environment is held, if it is. A rollback that died after it had moved
 * traffic counts: what somebody went back from must not come again by itself.
 */
export function holdingRecord(
  records: readonly DeploymentRecord[],
): (DeploymentRecord & { payload: { hold: Cause } }) | undefined {
  const record = records.find((one) => one.state === 'confirmed' || isLeftRollback(one))
  const hold = record?.payload.hold
  return record && hold && { ...record, payload: { ...record.payload, hold } }
}

/** The plan by which a digest came to serve: of the newest confirmed record that changed the service to it. */
export function planBehind(
  records: readonly DeploymentRecord[],
  service: string,
  digest: Digest,
): Digest | undefined {
  return records.find(
    ({ state, payload: { changed, release } }) =>
      state === 'confirmed' && changed.includes(service) && release[service]?.digest === digest,
  )?.payload.plan
}

/**
 * The digests of a service in the live release and in as many former ones, each release counted once. Only what
 * stands counts, so that nobody can push a release out by naming others.
 */
export function retainedDigests(
  records: readonly DeploymentRecord[],
  retain: number,
  service: string,
  standing: readonly Digest[],
): Set<Digest> {
  const releases: Release[] = []
  for (const { state, payload } of records) {
    const digest = payload.release[service]?.digest
    const stands = digest !== undefined && standing.includes(digest)
    const known = releases.some((release) => isSameRelease(release, payload.release))
    if (state === 'confirmed' && stands && !known) releases.push(payload.release)
  }
  const kept = releases.slice(0, retain + 1).map((release) => release[service]?.digest)
  return new Set(kept.filter((digest) => digest !== undefined))
}
