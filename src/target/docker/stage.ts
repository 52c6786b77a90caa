import { randomUUID } from 'node:crypto'
import { type DigestReference, formatReference } from '../../artifact/reference.ts'
import { Failure } from '../../failure.ts'
import { passedOn } from '../passed-on.ts'
import type { Origin, Staged } from '../target.ts'
import { fillConfiguration, removeConfiguration } from './configuration.ts'
import { type Container, label, ownerLabels, type Release } from './container.ts'
import { createArguments, settingsDigest } from './create.ts'
import { bringImage, type Image, isRoot } from './image.ts'
import { startPreview } from './preview.ts'
import { awaitReady } from './ready.ts'
import { findRelease, type Host, listReleases, nameOf, routedIn } from './releases.ts'

/** Lets a release stand: as it stands, or made anew beside what serves. */
export async function stage(artifact: DigestReference, host: Host, origin: Origin = {}): Promise<Staged> {
  await removeAbandoned(host)
  const found = await findRelease(host, artifact.digest)
  if (found !== undefined && (await mayStay(found, host))) return preview(await start(found.name, host), host)
  if (found !== undefined) await remove(found, host)
  return preview(await create(artifact, host, origin), host)
}

/** Sees to it that a standing release runs and is ready; returns it. */
export async function start(name: string, { engine, options, edge }: Host): Promise<Container> {
  const [container] = await engine.inspect([name])
  if (container === undefined)
    throw new Failure('not-found', `release "${name}" does not stand; stage it first`)
  if (container.running && container.health === 'healthy') return container
  if (!container.running) await engine.run(['start', name])
  return awaitReady(name, options['ready-timeout'], engine, edge)
}

/** Stops a container in its own time and removes it, with what was made for it; also what another run removes too. */
export async function remove({ id, labels }: Pick<Container, 'id' | 'labels'>, host: Host): Promise<void> {
  const { engine } = host
  await stop(id, host)
  const { exitCode, stderr } = await engine.try(['rm', '--force', '--volumes', id])
  if (exitCode !== 0 && !isGone(stderr)) throw engine.refusal('docker rm failed', stderr)
  const volume = labels[label.configuration]
  if (volume !== undefined) await removeConfiguration(volume, engine)
}

export async function stop(id: string, { engine, options }: Host): Promise<void> {
  const time = options['stop-timeout']
  const command = ['stop', '--time', String(Math.ceil(time / 1000)), id]
  const { exitCode, stderr } = await engine.try(command, { timeout: time + 60_000 })
  if (exitCode !== 0 && !isGone(stderr)) throw engine.refusal('docker stop failed', stderr)
}

function isGone(stderr: string): boolean {
  return /no such container|removal of container .* is already in progress/i.test(stderr)
}

/** How much longer than it takes to become ready a container may be on its way to it. Milliseconds. */
const patience = 10 * 60_000

/** Removes what never became ready and is not waited for any more: whoever started it has died. */
async function removeAbandoned(host: Host): Promise<void> {
  const { partial } = await listReleases(host)
  const oldest = host.edge.now().getTime() - host.options['ready-timeout'] - patience
  for (const release of partial) if (release.created.getTime() < oldest) await remove(release, host)
}

// What stands with other settings than are wanted is not what was approved. What serves is not taken away for it.
async function mayStay(release: Release, host: Host): Promise<boolean> {
  if (release.settings === settingsDigest(host.options)) return true
  const [releases, seen] = await Promise.all([listReleases(host), host.proxy.read()])
  const routed = await routedIn(seen, releases, host)
  const serves = routed.some((one) => one.release.id === release.id)
  host.edge.log.notice(
    serves
      ? `"${release.name}" serves with other settings than the policy has now; they hold for the next release`
      : `"${release.name}" stands with other settings than the policy has now; it is made anew`,
  )
  return serves
}

async function create(artifact: DigestReference, host: Host, { plan }: Origin): Promise<Container> {
  const { engine, options, context, edge } = host
  const image = await bringImage(artifact, options.platform, { engine, registry: context.registry }, edge)
  assertUser(image, artifact, options.user)
  const name = nameOf(host, artifact.digest)
  const partial = `${name}-${randomUUID().slice(0, 8)}`
  const volume = options.configuration && `${partial}-configuration`
  const labels = {
    ...ownerLabels(context),
    [label.digest]: artifact.digest,
    [label.imageId]: image.id,
    [label.settings]: settingsDigest(options),
    ...(volume !== undefined && { [label.configuration]: volume }),
    ...(image.commit !== undefined && { [label.commit]: image.commit }),
    ...(plan !== undefined && { [label.plan]: plan }),
  }
  try {
    if (volume !== undefined)
      await fillConfiguration({ volume, image: formatReference(artifact), labels }, host)
    await createContainer(artifact, { partial, name, labels, volume }, host)
    await engine.run(['start', partial])
    const container = await awaitReady(partial, options['ready-timeout'], engine, edge)
    return await nameRelease(container, artifact, host)
  } catch (error) {
    // What is left of it is in nobody's way, and goes later; why it failed is what is to be told.
    await discardPartial(partial, volume, host).catch(() => {})
    throw error
  }
}

/** Gives a release its name; where another run was faster, that one's release stands, and is returned. */
async function nameRelease(partial: Container, { digest }: DigestReference, host: Host): Promise<Container> {
  const { engine } = host
  const { exitCode, stderr } = await engine.try(['rename', partial.name, nameOf(host, digest)])
  if (exitCode === 0) return partial
  const other = await findRelease(host, digest)
  if (other?.settings !== settingsDigest(host.options)) throw engine.refusal('docker rename failed', stderr)
  await remove(partial, host)
  return start(other.name, host)
}

type Draft = { partial: string; name: string; labels: Record<string, string>; volume: string | undefined }

async function createContainer(artifact: DigestReference, draft: Draft, host: Host): Promise<void> {
  const { engine, options, edge } = host
  const { partial, name, labels, volume } = draft
  edge.log.info(`starting ${name} beside what serves`)
  const creation = { name: partial, artifact, labels, configurationVolume: volume }
  await engine.run(createArguments(options, creation), { env: passedOn(options['env-from']) })
  for (const network of options.networks) await engine.run(['network', 'connect', network, partial])
}

async function discardPartial(partial: string, volume: string | undefined, host: Host): Promise<void> {
  const [container] = await host.engine.inspect([partial])
  if (container !== undefined) await remove(container, host)
  else if (volume !== undefined) await removeConfiguration(volume, host.engine)
}

function assertUser({ user }: Image, artifact: DigestReference, told: string | undefined): void {
  if (told !== undefined || !isRoot(user)) return
  throw new Failure(
    'denied',
    `image ${formatReference(artifact)} runs as root; build it with a user, or name one as "user" of the target`,
  )
}

async function preview(
  container: { addresses: Readonly<Record<string, string>> },
  host: Host,
): Promise<Staged> {
  const { options, engine } = host
  return startPreview(options.proxy.container, addressIn(container, options.network), options.port, engine)
}

/** The address of a container in the network that it shares with the proxy. */
export function addressIn(
  { addresses }: { addresses: Readonly<Record<string, string>> },
  network: string,
): string {
  const address = addresses[network]
  if (address) return address
  throw new Failure('mismatch', `a container that should run has no address in network "${network}"`)
}
