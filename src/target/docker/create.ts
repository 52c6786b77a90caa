import { digestOf } from '../../artifact/digest.ts'
import { type DigestReference, formatReference } from '../../artifact/reference.ts'
import type { Options } from './options.ts'

export type Creation = {
  name: string
  artifact: DigestReference
  labels: Readonly<Record<string, string>>
  /** The volume that holds its configuration. */
  configurationVolume?: string
}

/** The arguments of `docker create`; no value of a secret is among them. */
export function createArguments(options: Options, creation: Creation): string[] {
  const { name, artifact, labels, configurationVolume } = creation
  const { configuration } = options
  return [
    ...['create', '--pull', 'never', '--name', name],
    ...pairs('--label', labels),
    ...settingsArguments(options),
    ...(configuration === undefined || configurationVolume === undefined
      ? []
      : ['--mount', `type=volume,src=${configurationVolume},dst=${configuration.path},readonly`]),
    formatReference(artifact),
    ...(options.command ?? []),
  ]
}

/** Tells one set of settings from another: what a release was made with is never changed, it is made anew. */
export function settingsDigest(options: Options): string {
  const { command, networks, configuration } = options
  const content = configuration && { ...configuration, image: formatReference(configuration.image) }
  return digestOf(JSON.stringify([settingsArguments(options), command, networks, content]))
}

function settingsArguments(options: Options): string[] {
  return [
    ...['--network', options.network, '--restart', options.restart],
    ...['--stop-timeout', seconds(options['stop-timeout'])],
    ...(options.platform === undefined ? [] : ['--platform', options.platform]),
    ...hardening(options),
    ...health(options.health),
    ...contents(options),
  ]
}

function hardening(options: Options): string[] {
  const { user, memory, cpus, tmpfs } = options
  return [
    ...['--cap-drop', 'ALL', ...each('--cap-add', options['cap-add'])],
    ...['--security-opt', 'no-new-privileges', '--pids-limit', String(options['pids-limit'])],
    ...(options['read-only'] ? ['--read-only'] : []),
    ...each('--tmpfs', tmpfs),
    ...(user === undefined ? [] : ['--user', user]),
    // Without swap: a limit that is reached ends the process rather than the host's patience.
    ...(memory === undefined ? [] : ['--memory', memory, '--memory-swap', memory]),
    ...(cpus === undefined ? [] : ['--cpus', String(cpus)]),
  ]
}

function health(health: Options['health']): string[] {
  if (health === undefined) return []
  if (health === 'none') return ['--no-healthcheck']
  return [
    ...['--health-cmd', health.command, '--health-interval', seconds(health.interval, 's')],
    ...['--health-timeout', seconds(health.timeout, 's'), '--health-retries', String(health.retries)],
    ...['--health-start-period', seconds(health['start-period'], 's')],
  ]
}

function contents(options: Options): string[] {
  const file = options['env-file']
  return [
    ...pairs('--env', options.env),
    // By name only: the client takes the value from its own environment.
    ...each('--env', options['env-from']),
    ...(file === undefined ? [] : ['--env-file', file]),
    ...Object.entries(options.secrets).flatMap(([name, path]) => [
      '--mount',
      `type=bind,src=${path},dst=/run/secrets/${name},readonly`,
    ]),
    ...each('--volume', options.volumes),
    ...each('--publish', options.publish),
  ]
}

function each(flag: string, values: readonly string[]): string[] {
  return values.flatMap((value) => [flag, value])
}

function pairs(flag: string, values: Readonly<Record<string, string>>): string[] {
  return Object.entries(values).flatMap(([name, value]) => [flag, `${name}=${value}`])
}

function seconds(milliseconds: number, unit = ''): string {
  return `${Math.ceil(milliseconds / 1000)}${unit}`
}
