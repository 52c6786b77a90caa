import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { hexOf } from '../../../src/artifact/digest.ts'
import type { Edge } from '../../../src/edge.ts'
import { command } from '../../../src/target/command/command.ts'
import { servingOf } from '../../../src/target/target.ts'
import { testEdge } from '../../support/edge.ts'
import { projectRoot } from '../../support/runner.ts'
import { targetContract } from '../target-contract.ts'
import { blocksOf } from './blocks.ts'
import { artifactOf, context, freshFolder } from './support.ts'

// The example of the documentation, as it is written there, with stand-ins for what reaches another machine.
const page = await readFile(join(projectRoot, 'docs/targets/command.md'), 'utf8')
const { checks, target: written } = parse(blocksOf(page, 'yaml')[0] ?? '').environments.production
const { kind: _, ...options } = written
const program = blocksOf(page, 'bash')[0] ?? ''
const artifacts = [artifactOf('one'), artifactOf('two')] as const

/** Runs what the key of the job may run, with the words that sshd hands on. */
const ssh = (place: string) => `
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
  const connect = (place: string) => command.connect(options, context, edgeOf(place))

  targetContract(
    'command, by a program with a lock,',
    async () => {
      const place = await freshServer()
      return {
        target: connect(place),
        artifacts,
        connect: () => connect(place),
      }
    },
    { atomic: true, reads: false },
  )

  it('sees nothing serve where the unit that the link leads to has died', async () => {
    const place = await freshServer()
    const target = connect(place)
    await (await target.stage(artifacts[0]))[Symbol.asyncDispose]()
    await target.shift(artifacts[0].digest, 100, undefined, 1)
    await rm(join(place, 'units', `shop@${hexOf(artifacts[0].digest)}`))
    expect(await target.observe()).toMatchObject({ serving: [], standing: [artifacts[0].digest] })
  })

  it('does not keep a release that did not arrive whole', async () => {
    const place = await freshServer()
    await writeFile(
      join(place, 'bin/sha256sum'),
      `#!/bin/sh\n[ "$1" = --check ] || { echo ${'0'.repeat(64)}; exit; }
exec ${(await testEdge().exec('which', ['sha256sum'])).stdout.trim()} "$@"\n`,
    )
    await chmod(join(place, 'bin/sha256sum'), 0o755)
    await expect(connect(place).stage(artifacts[0])).rejects.toThrow('the release did not arrive whole')
    expect((await connect(place).observe()).standing).toEqual([])
    expect(await readdir(join(place, 'srv/incoming'))).toEqual([])
  })

  it.each([
    ['observe; touch owned'],
    ['discard ../../etc 1'],
    [`discard $(touch\${IFS}owned) 1`],
    [`shift ${artifacts[0].digest} x y a[$(touch\${IFS}owned)]`],
    ['rm -rf /'],
    [''],
  ])('lets the key of the job do nothing but its verbs: %j', async (words) => {
    const place = await freshServer()
    const edge = edgeOf(place)
    await edge.exec('ssh', ['shop', words], { cwd: place, allowFailure: true })
    expect(await readdir(place)).not.toContain('owned')
    expect(await readdir(join(place, 'srv'))).not.toContain('owned')
  })

  it('serves one of the two wherever its program is killed, and ends well when it is called again', async () => {
    // Before every command of the program, in functions too.
    const dying = `trap '((++commands != \${DIE_AT:-0})) || kill -KILL $$' DEBUG; set -o functrace; commands=0`
    const place = await freshServer(program.replace('\n', () => `\n${dying}\n`))
    const target = connect(place)
    const [first, second] = artifacts
    for (const artifact of artifacts) await (await target.stage(artifact))[Symbol.asyncDispose]()
    await target.shift(first.digest, 100, undefined, 1)
    const script = join(place, 'shop-release')
    const swap = (to: string, from: string, dieAt: number) =>
      edgeOf(place).exec('bash', [script, 'shift', to, to, from, '1'], {
        env: { DIE_AT: String(dieAt) },
        allowFailure: true,
      })
    let command = 1
    for (; ; command++) {
      const { exitCode } = await swap(second.digest, first.digest, command)
      expect([first.digest, second.digest]).toContain(servingOf(await target.observe()))
      expect((await swap(second.digest, first.digest, 0)).exitCode).toBe(0)
      expect(servingOf(await target.observe())).toBe(second.digest)
      expect((await swap(first.digest, second.digest, 0)).exitCode).toBe(0)
      // It came to its end before that command.
      if (exitCode === 0) break
    }
    // One that is never killed would have been tried nowhere.
    expect(command).toBeGreaterThan(20)
  })

  it('has each release complete', async () => {
    const place = await freshServer()
    await using _ = await connect(place).stage(artifacts[0])
    const file = join(place, 'srv/releases', hexOf(artifacts[0].digest), 'bin/shop')
    expect(await readFile(file, 'utf8')).toContain(artifacts[0].digest)
  })

  it('lets a check ask a staged release at its own socket', async () => {
    const place = await freshServer()
    await writeFile(
      join(place, 'bin/curl'),
      '#!/bin/sh\necho "$@" | grep -- "--unix-socket /run/shop/.*" >&2; exit 22',
    )
    await chmod(join(place, 'bin/curl'), 0o755)
    const [check] = checks.map(({ command }: { command?: { run: string } }) => command?.run)
    const edge = edgeOf(place)
    const options = { env: { IMMUTABLE_DEPLOY_DIGEST: artifacts[0].digest }, allowFailure: true }
    const { exitCode, stderr } = await edge.exec('bash', ['-c', check], options)
    expect(exitCode).toBe(22)
    expect(stderr).toContain(
      `--unix-socket /run/shop/${hexOf(artifacts[0].digest)}.sock http://localhost/healthz`,
    )
  })
})
