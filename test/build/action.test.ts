import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { installPrograms, type Programs } from '../support/programs.ts'
import { startRegistry } from '../support/registry.ts'
import { runAction } from '../support/runner.ts'
import { createWorkingTree, temporaryDirectory } from './working-tree.ts'

const buildctl = `
  if (args[0] === 'debug') process.exit(0)
  for (const [at, arg] of args.entries()) {
    if (args[at - 1] === '--secret') console.error('read ' + fs.readFileSync(arg.split('src=')[1], 'utf8'))
  }
  fs.cpSync(fixtures + '/image/layout', /dest=([^,]+)/.exec(option('--output'))[1], { recursive: true })
  fs.cpSync(fixtures + '/image/metadata.json', option('--metadata-file'))`

let programs: Programs | undefined
afterEach(() => programs?.[Symbol.dispose]())

it('builds a Dockerfile, masks its secrets and tells the runner of the image', async () => {
  await using server = await startRegistry()
  using tree = createWorkingTree({ 'web/Dockerfile.prod': 'FROM scratch\n' })
  using folder = temporaryDirectory()
  const artifacts = join(folder.path, 'artifacts')
  writeFileSync(artifacts, '')
  programs = installPrograms({ buildctl })
  const result = await runAction('build', {
    source: true,
    workspace: tree.path,
    env: { GITHUB_ARTIFACTS: artifacts, NPM_TOKEN: 'from-a-variable', ACTIONS_RUNTIME_TOKEN: 'runtime' },
    inputs: {
      image: `${server.host}/acme/shop`,
      context: 'web',
      file: 'Dockerfile.prod',
      target: 'web',
      'build-args': 'A=1\nB=two words',
      secrets: 'token=from-an-input\nid=npm,env=NPM_TOKEN',
      'cache-from': 'type=gha',
      'cache-to': 'type=gha,mode=max',
      platforms: 'linux/arm64',
    },
  })
  expect(result.exitCode, result.log).toBe(0)
  const call = programs.calls('buildctl').find(({ args }) => args[0] === 'build')
  expect(call?.args).toEqual(
    expect.arrayContaining([
      ...['filename=Dockerfile.prod', 'target=web', 'build-arg:A=1', 'build-arg:B=two words'],
      ...['platform=linux/arm64', 'type=gha', 'type=gha,mode=max'],
    ]),
  )
  expect(call?.env.ACTIONS_RUNTIME_TOKEN).toBe('runtime')
  expect(result.log).toContain('read ***')
  expect(result.log).not.toMatch(/from-an-input|from-a-variable/)
  expect(readFileSync(artifacts, 'utf8')).toBe(`oci://${result.outputs.image}\n`)
  expect(result.summary).toContain('docker pull')
})

it('has Packer make machine images', async () => {
  await using server = await startRegistry()
  using tree = createWorkingTree({ 'web.pkr.hcl': '', Dockerfile: '' })
  programs = installPrograms({
    packer: `if (args[0] === 'build') process.stdout.write(fs.readFileSync(fixtures + '/packer.stdout.txt'))`,
  })
  const result = await runAction('build', {
    source: true,
    workspace: tree.path,
    inputs: { image: `${server.host}/acme/machine`, template: 'web.pkr.hcl', vars: 'region=eu-west-1' },
  })
  expect(result.exitCode, result.log).toBe(0)
  expect(result.summary).toContain('oras pull')
  expect(result.summary).toContain('machine-image')
})

it('does without the file that older runners do not have', async () => {
  await using server = await startRegistry()
  using tree = createWorkingTree({ Dockerfile: 'FROM scratch\n' })
  programs = installPrograms({ buildctl })
  const inputs = { image: `${server.host}/acme/shop` }
  const result = await runAction('build', { source: true, workspace: tree.path, inputs })
  expect(result.outputs.digest).toMatch(/^sha256:/)
})
