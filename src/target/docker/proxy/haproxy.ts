import { z } from 'zod'
import { duration } from '../../../duration-schema.ts'
import { Failure } from '../../../failure.ts'
import { inert } from '../../../inert.ts'
import { connect, insideOf } from './inside.ts'
import type { Goal, ProxyContext, ProxyKind, ReverseProxy, Routes } from './proxy.ts'

const options = z.strictObject({
  container: z
    .string()
    .regex(/^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/, 'wanted the name of a container')
    .default('haproxy')
    .describe('Container in which it runs.'),
  backend: z
    .string()
    .regex(/^[a-zA-Z0-9][a-zA-Z0-9_.:-]*$/, 'wanted the name of a backend')
    .describe('Backend whose servers it may set; a `server-template` with two servers or more.'),
  api: z
    .string()
    .regex(/^[a-zA-Z0-9.-]+:[0-9]{1,5}$/, 'wanted host:port')
    .default('127.0.0.1:9999')
    .describe('Where its runtime API listens inside the container, at level admin.'),
  'state-file': z
    .string()
    .regex(/^\/[^\s"']+$/, 'wanted an absolute path')
    .optional()
    .describe(
      'File in the container to which the state is saved after each change, so that a restart keeps it.',
    ),
  'drain-timeout': duration.prefault('30s').describe('How long requests under way are waited for.'),
})

type Options = z.output<typeof options>

/** https://docs.haproxy.org/2.6/management.html#9.3 */
export const haproxy: ProxyKind<typeof options> = {
  options,
  weights: true,
  connect: connectHaproxy,
}

/** A server of a backend, as `show servers state` tells it. */
export type HaproxyServer = {
  name: string
  address: string
  host: string
  port: string
  weight: number
  /** Whether it may get traffic at all: nobody set it aside, and its name resolves. */
  ready: boolean
  /** Whether it was found healthy. */
  up: boolean
}

// Forced and inherited maintenance and drain, and maintenance for want of an address. Maintenance by configuration
// stays set for a server that was made ready since.
const setAside = 0x01 | 0x02 | 0x08 | 0x10 | 0x20

const helpers = `${connect}
host=\${1%:*} port=\${1##*:} backend=$2
ask() { printf '%s\\n' "$1" | connect "$host" "$port" 9<&-; }
state() { ask "show servers state $backend" | grep "^[0-9][0-9]* $backend "; }
`

const readScript = `${helpers}ask "show servers state $backend"`

// Raises before it lowers: with all weights at 0 there would be a moment without a server.
const writeScript = `${helpers}revision=$3 setup=$4 await=$5 weights=$6 drain=$7 aside=$8 file=$9
shift 9; limit=$1
[ "$(state | cut -d' ' -f4,8,18)" = "$revision" ] || exit 81
until_or() { # seconds, command
  end=$(($(date +%s) + $1)); shift
  until "$@"; do [ "$(date +%s)" -lt "$end" ] || return 1; sleep 0.1; done
}
[ -z "$setup" ] || ask "$setup" || exit 85
is_up() { state | grep -q " $1 $2 2 "; }
for one in $await; do
  until_or 30 is_up "\${one%=*}" "\${one#*=}" || { echo "server \${one%=*} did not come up at \${one#*=}" >&2; exit 85; }
done
[ -z "$weights" ] || ask "$weights" || exit 85
used() { ask "show servers conn $backend" | grep "^$backend/$1 " | cut -d' ' -f7; }
is_idle() { [ "$(used "$1")" = 0 ]; }
for one in $drain; do until_or "$limit" is_idle "$one"; done
[ -z "$aside" ] || ask "$aside" || exit 85
[ -z "$file" ] || { ask "show servers state" > "$file.new" && mv "$file.new" "$file"; } || exit 85
ask "show servers state $backend"`

function connectHaproxy(options: Options, { port, engine }: ProxyContext): ReverseProxy {
  const { container, backend, api } = options
  const inside = insideOf(container, backend, engine)
  const limit = options['drain-timeout']
  const routesIn = (text: string): Routes => {
    const servers = parseServers(text, backend)
    return { routes: routesOf(servers), revision: revisionOf(servers) }
  }
  return {
    read: async () => routesIn(await inside.ask(readScript, [api, backend])),
    write: async (goals, seen, fence) => {
      const servers = parseServers(await inside.ask(readScript, [api, backend]), backend)
      if (revisionOf(servers) !== seen.revision)
        throw new Failure(
          'mismatch',
          `backend "${backend}" of HAProxy was moved by somebody else in the meantime`,
        )
      const { setup, awaited, weights, drained, aside } = planServers(servers, goals, { backend, port })
      const steps = [
        setup.join('; '),
        awaited.join(' '),
        weights.join('; '),
        drained.join(' '),
        aside.join('; '),
      ]
      const args = [api, backend, seen.revision, ...steps, options['state-file'] ?? '', String(limit / 1000)]
      assertGoals(await inside.change(fence, writeScript, args, limit + 30_000), goals, { backend, port })
    },
    assertNotLate: async (fence) => void (await inside.change(fence, 'exit 0', [])),
  }
}

/** Reads `show servers state`, version 1. */
export function parseServers(text: string, backend: string): HaproxyServer[] {
  const lines = text.split('\n').map((line) => line.trim().split(' '))
  const servers = lines.filter(([id = '', name]) => /^[0-9]+$/.test(id) && name === backend)
  if (servers.length === 0)
    throw new Failure(
      'mismatch',
      `HAProxy tells no servers of backend "${backend}": ${inert(text) || 'it said nothing'}`,
    )
  return servers.map((fields) => {
    const [, , , name = '', address = '', operation, admin, weight] = fields
    const [host = '', port = ''] = [fields[17], fields[18]]
    if (fields.length < 19 || ![operation, admin, weight].every((field) => /^[0-9]+$/.test(field ?? '')))
      throw new Failure(
        'mismatch',
        `HAProxy tells a server in a form that is not known: ${inert(fields.join(' '))}`,
      )
    const ready = (Number(admin) & setAside) === 0
    return {
      name,
      address,
      host: host === '-' ? address : host,
      port,
      weight: Number(weight),
      ready,
      up: operation === '2',
    }
  })
}

/** What of the state must not move between a look and a change. */
function revisionOf(servers: readonly HaproxyServer[]): string {
  return servers
    .map(({ name, weight, host, address }) => `${name} ${weight} ${host === address ? '-' : host}`)
    .join('\n')
}

/** Where the traffic goes: a server that is down gets none, and the others get its share. */
export function routesOf(servers: readonly HaproxyServer[]): Routes['routes'] {
  return servers
    .filter(({ ready, weight, up }) => ready && up && weight > 0)
    .map(({ host, port, weight }) => ({ address: `${host}:${port}`, weight }))
}

type Plan = { setup: string[]; awaited: string[]; weights: string[]; drained: string[]; aside: string[] }

/** Decides what is told to HAProxy so that the traffic goes where it should. A weight is a percent. */
export function planServers(
  servers: readonly HaproxyServer[],
  goals: readonly Goal[],
  { backend, port }: { backend: string; port: number },
): Plan {
  const plan: Plan = { setup: [], awaited: [], weights: [], drained: [], aside: [] }
  const raised: string[] = []
  const taken = new Set<HaproxyServer>()
  for (const goal of goals) {
    const server = serverFor(goal, servers, goals, taken, backend)
    taken.add(server)
    if (server.port !== String(port))
      throw new Failure(
        'invalid-input',
        `servers of backend "${backend}" have port ${server.port}; wanted ${port}, which is the target's`,
      )
    const path = `${backend}/${server.name}`
    const serves = server.host === goal.host && server.ready && server.weight > 0
    if (!serves)
      plan.setup.push(
        `set server ${path} fqdn ${goal.host}; set server ${path} weight 0; set server ${path} state ready`,
      )
    plan.awaited.push(`${server.name}=${goal.ip}`)
    const raises = !serves || goal.percent > server.weight
    const list = raises ? raised : plan.weights
    list.push(`set server ${path} weight ${goal.percent}`)
  }
  for (const server of servers) {
    if (taken.has(server) || !server.ready) continue
    plan.weights.push(`set server ${backend}/${server.name} weight 0`)
    plan.drained.push(server.name)
    plan.aside.push(`set server ${backend}/${server.name} state maint`)
  }
  return { ...plan, weights: [...raised, ...plan.weights] }
}

function serverFor(
  { host }: Goal,
  servers: readonly HaproxyServer[],
  goals: readonly Goal[],
  taken: ReadonlySet<HaproxyServer>,
  backend: string,
): HaproxyServer {
  const own = servers.find((server) => server.host === host && !taken.has(server))
  const free = servers.find(
    (server) =>
      !taken.has(server) &&
      !(server.ready && server.weight > 0) &&
      !goals.some((goal) => goal.host === server.host),
  )
  const found = own ?? free
  if (found !== undefined) return found
  throw new Failure(
    'unavailable',
    `backend "${backend}" of HAProxy has no server to spare among its ${servers.length}; raise the number of its server-template`,
  )
}

/** HAProxy says nothing when all is well, and anything when it is not: what counts is what it does. */
function assertGoals(
  text: string,
  goals: readonly Goal[],
  { backend, port }: { backend: string; port: number },
): void {
  const found = routesOf(parseServers(text.slice(text.lastIndexOf('# be_id')), backend))
  const wanted = new Map(goals.map(({ host, percent }) => [`${host}:${port}`, percent]))
  if (found.length === wanted.size && found.every(({ address, weight }) => wanted.get(address) === weight))
    return
  throw new Failure(
    'unavailable',
    `backend "${backend}" of HAProxy did not do what it was told: ${inert(text)}`,
  )
}
