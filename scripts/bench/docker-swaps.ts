import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { isolated, isolatedVariable, isolationRefusal, removeControlGroups } from '../interop/isolation.ts'
import { findProgram } from '../interop/tools.ts'
import type { Swaps } from './docker-swaps-inside.ts'
import { atMost, type Measured, median, milliseconds } from './results.ts'

const what =
  'swap and rollback on a Docker host, the former release standing by, to `kamal-proxy deploy` by `docker exec`'

/** Swaps between two containers that both stand, as often by us as by the proxy's own command. */
export async function measureDockerSwaps(): Promise<Measured> {
  const busybox = findProgram('busybox')
  const lacking = isolationRefusal() ?? missing()
  if (lacking !== undefined || busybox === undefined)
    return { rows: [{ what, ours: `not measured: ${lacking ?? 'busybox is not installed'}` }] }
  const { ours, peer } = measureInside(busybox)
  const ratio = median(ours) / median(peer)
  return {
    rows: [
      {
        what,
        ours: milliseconds(median(ours)),
        peer: milliseconds(median(peer)),
        ratio,
        aim: atMost(2, ratio, ' ×'),
      },
    ],
  }
}

function missing(): string | undefined {
  const lacking = ['docker', 'dockerd', 'olareg', 'kamal-proxy', 'haproxy', 'caddy'].find(
    (name) => !findProgram(name),
  )
  return lacking && `"${lacking}" is not installed; run "node scripts/interop/install.ts"`
}

function measureInside(busybox: string): Swaps {
  const [command = '', ...args] = isolated(busybox)
  const script = join(import.meta.dirname, 'docker-swaps-inside.ts')
  try {
    const said = execFileSync(command, [...args, process.execPath, script], {
      env: { ...process.env, [isolatedVariable]: 'true' },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    return JSON.parse(said.trim().split('\n').at(-1) ?? '')
  } finally {
    removeControlGroups()
  }
}
