import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { hexOf } from '../../../src/artifact/digest.ts'
import type { Edge } from '../../../src/edge.ts'
import { command } from '../../../src/target/command/command.ts'
import { testEdge } from '../../support/edge.ts'
import { projectRoot } from '../../support/runner.ts'
import { dyingEdge } from '../dying-edge.ts'
import { targetContract } from '../target-contract.ts'
import { blocksOf } from './blocks.ts'
import { artifactOf, context, freshFolder } from './support.ts'

// The example of the documentation, as it is written there, with stand-ins for what reaches another machine.
const page = await readFile(join(projectRoot, 'docs/targets/command.md'), 'utf8')
const { kind: _, ...options } = parse(blocksOf(page, 'yaml')[0] ?? '').environments.production.target
const program = blocksOf(page, 'bash')[0] ?? ''
const artifacts = [artifactOf('one'), artifactOf('two')] as const

/** Runs what the key of the job may run, with the words that sshd hands on. */
const ssh = (place: string) => `
[ "$1" != -N ] || exec sleep 600
[ "$1" = shop ] || exit 255
shift
set -- $*
exec bash '${place}/shop-release' "$@"`

/** Has every image, with one file that says which it is. */
const docker = `
case $1 in
  create) echo "\${@:4:1}" ;;
  cp) files=$(mktemp -d); mkdir "$files/bin"; echo "$2" > "$files/bin/shop"
      tar --create --directory "$files" .; rm -r "$files" ;;
esac`

/** Knows which units were started. */
const systemctl = (place: string) => `
cd '${place}/units'
unit="\${@: -1}"
case "$*" in
  is-active*) [ -e "$unit" ] ;;
  start*|enable*--now*) : > "$unit" ;;
  disable*--now*) rm -f "$unit" ;;
esac`

async function freshServer(host = program): Promise<string> {
  const place = await freshFolder()
  for (const folder of ['bin', 'srv', 'units']) await mkdir(join(place, folder))
  await writeFile(join(place, 'shop-release'), host.replaceAll('/srv/shop', join(place, 'srv')))
  for (const [name, script] of Object.entries({ ssh: ssh(place), docker, systemctl: systemctl(place) })) {
    await writeFile(join(place, 'bin', name), `#!/usr/bin/env bash\n${script}\n`)
    await chmod(join(place, 'bin', name), 0o755)
  }
  return place
}

function edgeOf(place: string): Edge {
  const edge = testEdge()
  const withPath = (env = {}) => ({ ...env, PATH: `${join(place, 'bin')}:${process.env.PATH}` })
  return {
    ...edge,
    exec: (program, args, options) => edge.exec(program, args, { ...options, env: withPath(options?.env) }),
    spawn: (program, args, options) => edge.spawn(program, args, { ...options, env: withPath(options?.env) }),
  }
}

process.env.SSH_AUTH_SOCK ??= '/no/agent'

describe.runIf(process.platform === 'linux')('the example of a server', () => {
  const connect = (place: string, edge = edgeOf(place)) => command.connect(options, context, edge)

  targetContract(
    'command, by a program with a lock,',
    async () => {
      const place = await freshServer()
      return {
        target: connect(place),
        artifacts,
        connect: () => connect(place),
        connectDying: (calls, last) => connect(place, dyingEdge(edgeOf(place), calls, last)),
      }
    },
    { atomic: true, reads: false },
  )

  it('has each release complete, and a preview of it', async () => {
    const place = await freshServer()
    await using staged = await connect(place).stage(artifacts[0])
    expect(staged.url).toBe('http://127.0.0.1:18080')
    const file = join(place, 'srv/releases', hexOf(artifacts[0].digest), 'bin/shop')
    expect(await readFile(file, 'utf8')).toContain(artifacts[0].digest)
  })
})
