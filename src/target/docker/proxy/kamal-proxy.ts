import { z } from 'zod'
import { duration } from '../../../duration-schema.ts'
import { Failure } from '../../../failure.ts'
import { inert } from '../../../inert.ts'
import { insideOf } from './inside.ts'
import type { Goal, ProxyContext, ProxyKind, ReverseProxy, Routes } from './proxy.ts'

const container = z
  .string()
  .regex(/^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/, 'wanted the name of a container')
  .default('kamal-proxy')
  .describe('Container in which it runs.')

const options = z.strictObject({
  container,
  service: z
    .string()
    .regex(/^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/, 'wanted letters, digits, "_", "." or "-"')
    .optional()
    .describe('Name of the service there; by default that of the containers.'),
  hosts: z
    .array(z.string().regex(/^(\*\.)?[a-zA-Z0-9.-]+$/, 'wanted the name of a host'))
    .default([])
    .describe('Hosts whose requests it gets; none named: all.'),
  'path-prefix': z
    .string()
    .regex(/^\/[^\s,]*$/, 'wanted a path')
    .optional()
    .describe('Path below which it is served; it is taken away before the request goes on.'),
  tls: z.boolean().default(false).describe('Whether kamal-proxy gets a certificate for the hosts.'),
  'health-check-path': z
    .string()
    .regex(/^\/\S*$/, 'wanted a path')
    .default('/up')
    .describe('Asked until it answers 200, before each swap.'),
  'deploy-timeout': duration.prefault('30s').describe('How long that may take.'),
  'drain-timeout': duration
    .prefault('30s')
    .describe('How long requests under way may take before they are ended.'),
  'target-timeout': duration.prefault('30s').describe('How long a request may wait for its answer.'),
  'forward-headers': z
    .boolean()
    .optional()
    .describe('Whether X-Forwarded headers of the client are passed on; by default only without `tls`.'),
})

type Options = z.output<typeof options>

/** https://github.com/basecamp/kamal-proxy/blob/v0.9.2/README.md */
export const kamalProxy: ProxyKind<typeof options> = {
  options,
  // Its own "rollout" looks at a cookie: whoever has none always gets the former release.
  weights: false,
  connect: connectKamalProxy,
}

// A row of its table, which it pads and colours: only the spaces are made one.
const row = `row() {
  all=$(kamal-proxy list) || return $?
  printf '%s\\n' "$all" | tr -s ' ' | grep -F "34m$1$(printf '\\033')[0m" || true
}
`

const readScript = `${row}row "$1" || exit $?
echo ---
cat ~/.config/kamal-proxy/kamal-proxy.state 2>/dev/null || true`

const writeScript = `${row}now=$(row "$1") || exit $?
[ "$now" = "$2" ] || exit 81
shift 2
[ $# = 0 ] || kamal-proxy "$@" 9<&- || exit 85`

const swapScript = `${row}now=$(row "$1") || exit $?
running() { case "$now" in *"[m$1$(printf '\\033')[0m "*"[mrunning"*) return 0; esac; return 1; }
if [ -z "$now" ]; then [ -z "$3" ] || { echo moved; exit 0; }
else running "$2" || { [ -n "$3" ] && running "$3"; } || { echo moved; exit 0; }
fi
shift 3
kamal-proxy "$@" 9<&- || exit 85`

function connectKamalProxy(options: Options, { name, port, engine }: ProxyContext): ReverseProxy {
  const service = options.service ?? name
  const inside = insideOf(options.container, service, engine)
  const timeout = options['deploy-timeout'] + options['drain-timeout']
  return {
    read: async () => parseService(await inside.ask(readScript, [service]), service),
    write: async (goals, { routes, revision }, fence) => {
      // What it does not know it does not remove.
      const isDone = goals.length === 0 && routes.length === 0
      const command = isDone ? [] : commandOf(service, goals, port, options)
      await inside.change(fence, writeScript, [service, revision, ...command], timeout)
    },
    swap: async (goal, former, fence) => {
      const addresses = [goal.host, former].map((host) => (host === undefined ? '' : `${host}:${port}`))
      const command = commandOf(service, [goal], port, options)
      return (
        (await inside.change(fence, swapScript, [service, ...addresses, ...command], timeout)) !== 'moved\n'
      )
    },
    assertNotLate: async (fence) => void (await inside.change(fence, 'exit 0', [])),
  }
}

/** The arguments by which kamal-proxy sends a service to one container, or to none. */
export function commandOf(service: string, goals: readonly Goal[], port: number, options: Options): string[] {
  const [goal, ...others] = goals
  if (goal === undefined) return ['remove', service]
  if (others.length > 0)
    throw new Failure(
      'invalid-input',
      'kamal-proxy shares no traffic between two releases; use haproxy for it',
    )
  const { hosts, tls } = options
  const prefix = options['path-prefix']
  const forward = options['forward-headers']
  return [
    ...['deploy', service, '--target', `${goal.host}:${port}`],
    ...hosts.flatMap((host) => ['--host', host]),
    ...(prefix === undefined ? [] : ['--path-prefix', prefix]),
    ...(tls ? ['--tls'] : []),
    ...(forward === undefined ? [] : [`--forward-headers=${forward}`]),
    ...['--health-check-path', options['health-check-path'], '--health-check-interval', '250ms'],
    ...['--deploy-timeout', seconds(options['deploy-timeout'])],
    ...['--drain-timeout', seconds(options['drain-timeout'])],
    ...['--target-timeout', seconds(options['target-timeout'])],
  ]
}

function seconds(milliseconds: number): string {
  return `${milliseconds / 1000}s`
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the table is coloured
const colour = /\u001B\[[0-9;]*m/g

/** Reads the row of a service, and of the state file what the table does not show. */
export function parseService(text: string, service: string): Routes {
  const [listed = '', saved = ''] = text.split(/^---\n/m)
  const revision = listed.replace(/\n$/, '')
  if (revision === '') return { routes: [], revision }
  const cells = revision.replace(colour, '').trim().split(' ')
  const [name, , , target, state] = cells
  if (cells.length !== 6 || name !== service || target === undefined)
    throw new Failure(
      'mismatch',
      `kamal-proxy listed "${service}" in a form that is not known: ${inert(revision)}`,
    )
  if (state !== 'running') {
    throw new Failure(
      'mismatch',
      `service "${service}" of kamal-proxy is ${inert(state ?? '')}; let it serve by "kamal-proxy resume ${service}"`,
    )
  }
  if (isSplit(saved, service)) {
    throw new Failure(
      'mismatch',
      `service "${service}" of kamal-proxy is split by a cookie; end that by "kamal-proxy rollout stop ${service}"`,
    )
  }
  return { routes: target.split(',').map((address) => ({ address, weight: 1 })), revision }
}

// The file is rewritten in place at each change, so it may be cut off; and where kamal-proxy keeps it elsewhere, nothing
// is known of splits. The table, which it is read with, comes from the process itself.
function isSplit(saved: string, service: string): boolean {
  try {
    const services: { name: string; rollout_targets?: unknown[] | null; rollout_controller?: unknown }[] =
      JSON.parse(saved)
    return services.some(
      (one) => one.name === service && one.rollout_controller && (one.rollout_targets ?? []).length > 0,
    )
  } catch {
    return false
  }
}
