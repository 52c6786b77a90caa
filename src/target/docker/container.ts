import { type Digest, isDigest } from '../../artifact/digest.ts'
import { Failure, messageOf } from '../../failure.ts'

/** A container as the engine tells it. */
export type Container = {
  id: string
  name: string
  labels: Readonly<Record<string, string>>
  /** The reference that it was made from. */
  image: string
  /** What it really runs: the engine's own name for the image. */
  imageId: string
  created: Date
  status: string
  running: boolean
  exitCode: number
  outOfMemory: boolean
  restarts: number
  /** Undefined where nothing checks it. */
  health?: 'starting' | 'healthy' | 'unhealthy'
  /** Its address in each network. */
  addresses: Readonly<Record<string, string>>
}

/** Reads what `docker container inspect` writes. */
export function parseContainers(text: string): Container[] {
  try {
    const values: unknown = JSON.parse(text)
    if (!Array.isArray(values)) throw new Error('it is not a list')
    return values.map(containerOf)
  } catch (cause) {
    throw new Failure('mismatch', `docker container inspect wrote what cannot be read: ${messageOf(cause)}`, {
      cause,
    })
  }
}

type Inspected = {
  Id: string
  Name: string
  Created: string
  Image: string
  RestartCount?: number
  Config: { Image: string; Labels?: Record<string, string> | null }
  State: {
    Status: string
    Running: boolean
    Restarting: boolean
    Paused?: boolean
    OOMKilled?: boolean
    ExitCode: number
    Health?: { Status: string } | null
  }
  NetworkSettings: { Networks?: Record<string, { IPAddress?: string }> | null }
}

function containerOf(value: Inspected): Container {
  const { Id, Name, Created, Image, RestartCount = 0, Config, State, NetworkSettings } = value
  const networks = Object.entries(NetworkSettings.Networks ?? {})
  const health = healthOf(State.Health?.Status)
  return {
    id: Id,
    name: Name.replace(/^\//, ''),
    labels: Config.Labels ?? {},
    image: Config.Image,
    imageId: Image,
    created: new Date(Created),
    status: State.Status,
    running: State.Running && !State.Restarting && State.Paused !== true,
    exitCode: State.ExitCode,
    outOfMemory: State.OOMKilled === true,
    restarts: RestartCount,
    ...(health !== undefined && { health }),
    addresses: Object.fromEntries(networks.map(([name, { IPAddress = '' }]) => [name, IPAddress])),
  }
}

// An unknown word is not healthy.
function healthOf(status: string | undefined): Container['health'] {
  if (status === undefined || status === 'none' || status === '') return undefined
  return status === 'starting' || status === 'healthy' ? status : 'unhealthy'
}

/** Says whether it can answer requests now, as far as the engine knows. */
export function isAlive({ running, health }: Pick<Container, 'running' | 'health'>): boolean {
  return running && health !== 'unhealthy'
}

export type Owner = { owner: string; environment: string; service: string }

const prefix = 'io.github.immutable-deploy'
export const label = {
  owner: `${prefix}.owner`,
  environment: `${prefix}.environment`,
  service: `${prefix}.service`,
  digest: `${prefix}.digest`,
  imageId: `${prefix}.image-id`,
  settings: `${prefix}.settings`,
  configuration: `${prefix}.configuration`,
  commit: `${prefix}.commit`,
  plan: `${prefix}.plan`,
} as const

/** The labels by which containers of one service are found. */
export function ownerLabels({ owner, environment, service }: Owner): Record<string, string> {
  return { [label.owner]: owner, [label.environment]: environment, [label.service]: service }
}

/** A container of ours, and the release that it runs. */
export type Release = Container & { digest: Digest; settings: string }

/**
 * Recognises a container of ours. Labels alone do not make one: what it was made from, and what it runs, must be what
 * they say, which they are not where another tool has made it anew with another image.
 */
export function releaseOf(container: Container, owner: Owner): Release | undefined {
  const { labels, image, imageId } = container
  const digest = labels[label.digest] ?? ''
  const isOurs = Object.entries(ownerLabels(owner)).every(([name, value]) => labels[name] === value)
  if (!isOurs || !isDigest(digest) || !image.endsWith(`@${digest}`) || labels[label.imageId] !== imageId)
    return undefined
  return { ...container, digest, settings: labels[label.settings] ?? '' }
}

/** How the containers of a service are named before their digest, where the policy does not say. */
export function defaultName({ owner, environment, service }: Owner): string {
  const repository = owner.slice(owner.indexOf('/') + 1)
  const slug = `${repository}-${environment}-${service}`
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 50)
  return slug.replace(/^-+|-+$/g, '') || 'release'
}
