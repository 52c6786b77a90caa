import { type Digest, hexOf } from '../../artifact/digest.ts'
import { Failure } from '../../failure.ts'
import { inert } from '../../inert.ts'
import type { TargetContext, TargetEdge } from '../target.ts'
import { isAlive, ownerLabels, type Release, releaseOf } from './container.ts'
import type { Engine } from './engine.ts'
import type { Options } from './options.ts'
import type { ReverseProxy, Routes } from './proxy/proxy.ts'

/** Where the releases of one service run. */
export type Host = {
  options: Options
  context: TargetContext
  /** How containers are named before their digest. */
  name: string
  engine: Engine
  proxy: ReverseProxy
  edge: TargetEdge
}

/** What of ours is on the engine: releases that were ready once, and what never came so far. */
export type Releases = { standing: Release[]; partial: Release[] }

/** A release has this name from the moment it was ready. */
export function nameOf({ name }: Pick<Host, 'name'>, digest: Digest): string {
  return `${name}-${hexOf(digest).slice(0, 12)}`
}

/** The ids of what runs of the service. */
export function listRunning(host: Host): Promise<string[]> {
  return listIds(host, [])
}

async function listIds({ engine, context }: Host, flags: readonly string[]): Promise<string[]> {
  const filters = Object.entries(ownerLabels(context)).flatMap(([key, value]) => [
    '--filter',
    `label=${key}=${value}`,
  ])
  const said = await engine.run(['ps', ...flags, '--quiet', '--no-trunc', ...filters])
  return said.split('\n').filter(Boolean)
}

/** Looks at all containers of the service. */
export async function listReleases(host: Host): Promise<Releases> {
  const { engine, context, name } = host
  const found = (await engine.inspect(await listIds(host, ['--all']))).map((container) =>
    releaseOf(container, context),
  )
  const releases = found.filter((release) => release !== undefined)
  const isNamed = (release: Release) => release.name === nameOf({ name }, release.digest)
  return { standing: releases.filter(isNamed), partial: releases.filter((release) => !isNamed(release)) }
}

/** The release under a name of ours; a container that is not ours there is refused, and never touched. */
export async function findRelease(
  { engine, context, name }: Host,
  digest: Digest,
): Promise<Release | undefined> {
  const wanted = nameOf({ name }, digest)
  const [container] = await engine.inspect([wanted])
  if (container === undefined) return undefined
  const release = releaseOf(container, context)
  if (release !== undefined && release.name === wanted && release.digest === digest) return release
  throw new Failure(
    'denied',
    `container "${wanted}" is not ours: it runs ${inert(container.image)}, for somebody else or changed since; remove or rename it, or give the target another "name"`,
  )
}

/** A release that the proxy sends traffic to, and its weight among the others. */
export type Routed = { release: Release; weight: number }

/**
 * Finds out whom the proxy sends the traffic to; whoever is not ours was set by somebody else. A release of ours that
 * somebody has removed gets traffic as little as one that has died.
 */
export async function routedIn({ routes }: Routes, { standing }: Releases, host: Host): Promise<Routed[]> {
  const { options, name, engine } = host
  const routed: Routed[] = []
  for (const { address, weight } of routes) {
    const release = standing.find((one) => address === `${one.name}:${options.port}`)
    const [container = '', port] = address.split(':')
    const isNamed =
      /^[0-9a-f]{12}$/.test(container.slice(name.length + 1)) && container.startsWith(`${name}-`)
    if (release !== undefined) routed.push({ release, weight })
    else if (!isNamed || port !== String(options.port) || (await engine.inspect([container])).length > 0)
      throw new Failure(
        'denied',
        `proxy "${options.proxy.container}" sends traffic to "${inert(address)}", which is no release of ours; it was set by something else: put it right there, or let it serve nothing`,
      )
  }
  return routed
}

/** Who serves of those that get traffic: one that has died, or is found unhealthy, does not. */
export function alive(routed: readonly Routed[]): Routed[] {
  return routed.filter(({ release }) => isAlive(release))
}
