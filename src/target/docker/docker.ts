import { z } from 'zod'
import { type Digest, formatShortDigest } from '../../artifact/digest.ts'
import { Failure } from '../../failure.ts'
import { guarded } from '../guarded.ts'
import { sharesOf } from '../shares.ts'
import { goalOf, moved, type Share, type Shift } from '../shift.ts'
import type { Abilities, Adapter, Observation, Target, TargetContext, TargetEdge } from '../target.ts'
import { defaultName, releaseOf } from './container.ts'
import { connectEngine } from './engine.ts'
import { type Options, options } from './options.ts'
import { connectProxy, proxies } from './proxy/index.ts'
import type { Goal } from './proxy/proxy.ts'
import {
  alive,
  findRelease,
  type Host,
  listReleases,
  listRunning,
  nameOf,
  type Releases,
  type Routed,
  routedIn,
} from './releases.ts'
import { addressIn, remove, stage, start, stop } from './stage.ts'

/**
 * A Docker host: a hardened container for each release, and a proxy in front that decides which of them gets the
 * traffic.
 */
export const docker: Adapter = {
  description: 'Containers of a Docker host, swapped by a proxy in front',
  options,
  can: { preview: true, weights: true },
  canWith,
  connect: (written, context, edge) => connectDocker(options.parse(written), context, edge),
}

function connectDocker(options: Options, context: TargetContext, edge: TargetEdge): Target {
  assertOptions(options, context)
  const engine = connectEngine(options, edge)
  const name = options.name ?? defaultName(context)
  const proxy = connectProxy(options.proxy, { name, port: options.port, engine, edge })
  const host: Host = { options, context, name, engine, proxy, edge }
  const target: Target = {
    observe: () => observe(host),
    stage: (artifact, origin) => stage(artifact, host, origin),
    shift: (digest, percent, expected, fence) => shift({ digest, percent, expected, fence }, host),
    discard: (digest, fence) => discard(digest, fence, host),
  }
  return guarded(target, canWith(options))
}

/** Only some proxies can share traffic. Options that are not to be read are told elsewhere. */
function canWith(options: unknown): Abilities {
  const { data } = named.safeParse(options)
  return { preview: true, weights: data !== undefined && proxies[data.proxy.kind].weights }
}

const kind = z.enum(['kamal-proxy', 'haproxy', 'caddy'])
const named = z.object({ proxy: z.object({ kind }).prefault({ kind: 'kamal-proxy' }) })

function assertOptions(options: Options, { strategy }: TargetContext): void {
  const { host, context, proxy } = options
  if (host !== undefined && context !== undefined)
    throw new Failure('invalid-input', 'a docker target has both "host" and "context"; name one of them')
  if (strategy === 'canary' && !canWith(options).weights)
    throw new Failure(
      'invalid-input',
      `proxy "${proxy.kind}" cannot share traffic between two releases, as strategy "canary" asks; use proxy "haproxy", or strategy "blue-green"`,
    )
}

async function observe(host: Host): Promise<Observation> {
  const [releases, seen] = await Promise.all([listReleases(host), host.proxy.read()])
  const serving = alive(await routedIn(seen, releases, host))
  const { url } = host.options
  return {
    serving: sharesOf(serving.map(({ release, weight }) => [release.digest, weight])),
    standing: releases.standing.map(({ digest }) => digest).sort(),
    ...(url !== undefined && { url }),
  }
}

async function shift(wanted: Shift, host: Host): Promise<void> {
  if (await swapAtOnce(wanted, host)) return
  const [releases, seen] = await Promise.all([listReleases(host), host.proxy.read()])
  const routed = await routedIn(seen, releases, host)
  assertUnmoved(alive(routed), wanted, host)
  const goals = await Promise.all(goalOf(wanted).map((share) => routeFor(share, releases, routed, host)))
  await host.proxy.write(goals, seen, wanted.fence)
  if (wanted.percent === 100) await standDown(releases, wanted, host)
}

/**
 * Swaps between two releases that are both healthy, as nearly always, with two questions and one command: what a swap
 * costs is the calls of the client. Whatever else there is, is looked at closely, and judged, after this.
 */
async function swapAtOnce({ digest, percent, expected, fence }: Shift, host: Host): Promise<boolean> {
  const { engine, context, options, proxy } = host
  if (percent !== 100 || proxy.swap === undefined) return false
  const names = [...new Set([digest, expected ?? digest])].map((one) => nameOf(host, one))
  const found = (await engine.inspect(names)).map((container) => releaseOf(container, context))
  const ready = found.filter((one) => one?.running && one.health === 'healthy' && names.includes(one.name))
  const [to, from] = [digest, expected].map((one) => ready.find((release) => release?.digest === one))
  if (ready.length !== names.length || to === undefined) return false
  const goal = { host: to.name, ip: addressIn(to, options.network), percent }
  const [swapped, running] = await Promise.all([proxy.swap(goal, from?.name, fence), listRunning(host)])
  if (!swapped) return false
  const kept = options.standby === 'running' ? [to.id, from?.id] : [to.id]
  if (running.some((id) => !kept.includes(id)))
    await standDown(await listReleases(host), { digest, percent, expected, fence }, host)
  return true
}

function assertUnmoved(serving: readonly Routed[], { digest, expected }: Shift, { options }: Host): void {
  const other = serving.find(({ release }) => release.digest !== digest && release.digest !== expected)
  if (other === undefined) return
  throw moved(`proxy "${options.proxy.container}" sends traffic to ${other.release.name}`, expected)
}

/** Sees to it that a release can take traffic. One that has some already, or is healthy, is taken at its word. */
async function routeFor(
  { digest, percent }: Share,
  { standing }: Releases,
  routed: readonly Routed[],
  host: Host,
): Promise<Goal> {
  const release = standing.find((one) => one.digest === digest) ?? (await findRelease(host, digest))
  if (release === undefined)
    throw new Failure(
      'not-found',
      `release ${formatShortDigest(digest)} does not stand there; stage it first`,
    )
  const serves = alive(routed).some((one) => one.release.id === release.id)
  const isReady = serves || (release.running && release.health === 'healthy')
  const container = isReady ? release : await start(release.name, host)
  return { host: release.name, ip: addressIn(container, host.options.network), percent }
}

/** Stops what neither serves nor stands by: only the release that was just replaced may be wanted back at once. */
async function standDown({ standing }: Releases, { digest, expected }: Shift, host: Host): Promise<void> {
  const kept = host.options.standby === 'running' ? [digest, expected] : [digest]
  for (const { id, name, running, digest: other } of standing) {
    if (!running || kept.includes(other)) continue
    host.edge.log.info(`stopping ${name}, which stands by for a rollback`)
    await stop(id, host)
  }
}

async function discard(digest: Digest, fence: number, host: Host): Promise<void> {
  const [releases, seen] = await Promise.all([listReleases(host), host.proxy.read()])
  const routed = await routedIn(seen, releases, host)
  if (routed.some(({ release }) => release.digest === digest))
    throw new Failure(
      'denied',
      `release ${nameOf(host, digest)} gets traffic from proxy "${host.options.proxy.container}"; it is not discarded`,
    )
  await host.proxy.assertNotLate(fence)
  const ours = [...releases.standing, ...releases.partial].filter((release) => release.digest === digest)
  for (const release of ours) await remove(release, host)
  // Another container may still need the image; then the engine keeps it, and says so.
  for (const image of new Set(ours.map(({ image }) => image))) await host.engine.try(['image', 'rm', image])
}
