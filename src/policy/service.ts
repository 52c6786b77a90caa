import type { Repository } from '../artifact/reference.ts'
import type { Fault } from '../yaml/fault.ts'
import { formatPath, shown } from '../yaml/problem.ts'
import type { Table, Tables } from './schema.ts'
import { listAt, mapAt } from './written.ts'

/** What of an environment runs by a digest of its own. */
export type ServicePolicy = {
  /** The options are as their author wrote them; the target reads them itself. */
  target: { kind: string; options: unknown }
  /** The environment's, and then its own. The options are as written; the check reads them itself. */
  checks: { kind: string; options: unknown }[]
  /** Where the environment keeps its own copy of what this service runs. */
  registry?: Repository
}

/** How traffic moves to a new release. */
export type Strategy =
  | { kind: 'blue-green' }
  /** Percents on the way to 100, rising, and how long each is watched. Milliseconds. */
  | { kind: 'canary'; steps: number[]; interval: number }
  /** The platform's own way. */
  | { kind: 'rolling' }

/** The one service of an environment that has a `target` instead of `services`. */
export const soleService = 'app'

type Registries = { registry?: Repository; services?: Record<string, { registry?: Repository }> }

/**
 * Reads the services of an environment as it is written: nobody after this knows whether it names a target or
 * services. Several services share no repository: the commit's tag would name two things there.
 */
export function servicesOf(environment: unknown, read: Registries): Record<string, ServicePolicy> {
  const shared = checksIn(environment)
  const { registry } = read
  if (read.services === undefined) {
    return { [soleService]: { target: targetIn(environment), checks: shared, ...(registry && { registry }) } }
  }
  const services = Object.entries(read.services).map(([name, { registry: own }]) => {
    const written = mapAt(environment, 'services', name)
    const place = own ?? (registry && { ...registry, repository: `${registry.repository}/${name}` })
    const checks = [...shared, ...checksIn(written)]
    return [name, { target: targetIn(written), checks, ...(place && { registry: place }) }] as const
  })
  return Object.fromEntries(services)
}

function targetIn(written: unknown): ServicePolicy['target'] {
  const { kind, ...options } = mapAt(written, 'target')
  return { kind: String(kind), options }
}

function checksIn(written: unknown): ServicePolicy['checks'] {
  return listAt(written, 'checks')
    .flatMap((check) => Object.entries(mapAt(check)))
    .map(([kind, options]) => ({ kind, options }))
}

/** Looks at whether each environment says where it runs, once, and asks of no target what it cannot do. */
export function serviceFaults(written: unknown, { targets, checks }: Tables): Fault[] {
  const environments = mapAt(written, 'environments')
  return Object.keys(environments).flatMap((name) => {
    const environment = mapAt(environments, name)
    return [
      ...placeFaults(environment, ['environments', name]),
      ...strategyFaults(environment, ['environments', name], targets),
      ...previewFaults(environment, ['environments', name], { targets, checks }),
    ]
  })
}

function placeFaults(environment: Record<string, unknown>, path: string[]): Fault[] {
  const [one, several] = [Object.hasOwn(environment, 'target'), Object.hasOwn(environment, 'services')]
  const where = formatPath(path)
  if (one && several) {
    const message = `${where} has both "target" and "services"; an environment has one target, or services with one each`
    return [{ path: [...path, 'services'], message }]
  }
  if (one || several) return []
  return [{ path: [...path, 'target'], message: `${where} has no "target" and no "services"` }]
}

function strategyFaults(environment: Record<string, unknown>, path: string[], targets: Table): Fault[] {
  const { kind: wanted = 'blue-green' } = mapAt(environment, 'strategy')
  // A strategy that is not known has been told already.
  if (!isStrategy(wanted)) return []
  const at = Object.hasOwn(environment, 'strategy') ? [...path, 'strategy', 'kind'] : [...path, 'strategy']
  const written = [environment, ...Object.values(mapAt(environment, 'services'))]
  const messages = written.flatMap((service) => {
    const { kind, options } = targetIn(service)
    const row = rowOf(kind, targets)
    if (row === undefined) return [] // A kind that is not known has been told already.
    const able = strategiesOf(row, options)
    if (able.includes(wanted)) return []
    const such = strategiesOf(row).includes(wanted) ? ', as it is set up here,' : ''
    return `${formatPath(at)}: target kind "${shown(kind)}"${such} cannot do "${wanted}"; it can do ${able.join(', ') || 'nothing'}`
  })
  return [...new Set(messages)].map((message) => ({ path: at, message }))
}

/** Finds checks that ask a staged release at its own address where it will have none: they could never pass. */
function previewFaults(environment: Record<string, unknown>, path: string[], tables: Tables): Fault[] {
  const services = Object.entries(mapAt(environment, 'services'))
  const own = services.flatMap(([name, service]) => {
    const reason = unasked(service, environment, tables.targets)
    return asking(service, [...path, 'services', name], reason, tables.checks)
  })
  const all = services.length === 0 ? [environment] : services.map(([, service]) => service)
  const reasons = all.map((service) => unasked(service, environment, tables.targets))
  const reason = reasons.find((reason) => reason !== undefined)
  return [...asking(environment, path, reason, tables.checks), ...own]
}

/** The checks of a map that need what, for this reason, there is not. */
function asking(written: unknown, path: string[], reason: string | undefined, checks: Table): Fault[] {
  if (reason === undefined) return []
  return listAt(written, 'checks').flatMap((check, index) =>
    Object.entries(mapAt(check)).flatMap(([kind, options]) => {
      const { option = '', instead } = rowOf(kind, checks)?.preview ?? {}
      if (!Object.hasOwn(mapAt(options), option)) return []
      const at = [...path, 'checks', index, kind, option]
      const way = `give "${instead}", which is asked after the swap, or use a command`
      return [{ path: at, message: `${formatPath(at)}: ${reason}; ${way}` }]
    }),
  )
}

/** Why a staged release of a service has no address at which it could be asked. */
function unasked(service: unknown, environment: unknown, targets: Table): string | undefined {
  const { kind, options } = targetIn(service)
  const row = rowOf(kind, targets)
  if (row?.can === undefined) return undefined
  if (mapAt(environment, 'strategy').kind === 'rolling')
    return 'with the strategy "rolling" nothing is staged that could be asked'
  if ((row.canWith?.(options) ?? row.can).preview) return undefined
  const such = row.can.preview ? ', as it is set up here,' : ''
  return `target kind "${shown(kind)}"${such} gives a staged release no address at which it could be asked`
}

function rowOf(kind: string, table: Table): Table[string] | undefined {
  return Object.hasOwn(table, kind) ? table[kind] : undefined
}

const strategies = ['blue-green', 'canary', 'rolling'] as const

function isStrategy(written: unknown): written is Strategy['kind'] {
  return strategies.some((kind) => kind === written)
}

/** What a kind of target can do, all of it or with these options. */
export function strategiesOf(
  row: Pick<Table[string], 'can' | 'canWith'>,
  options?: unknown,
): Strategy['kind'][] {
  const can = options === undefined ? row.can : (row.canWith?.(options) ?? row.can)
  const isAble = { 'blue-green': can?.swap !== false, canary: can?.weights, rolling: can?.rolling }
  return strategies.filter((kind) => isAble[kind] === true)
}
