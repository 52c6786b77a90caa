import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createWorkingTree, type WorkingTree } from '../build/working-tree.ts'
import { runAction } from '../support/runner.ts'
import { freshFolder, runProgram } from './support/program.ts'
import { type RealRegistry, registries } from './support/registries.ts'

const chart = `apiVersion: v2
name: web
version: 1.4.0+build.7
description: A shop
appVersion: "2"
`

let tree: WorkingTree

beforeAll(() => {
  tree = createWorkingTree({
    'charts/web/Chart.yaml': chart,
    'charts/web/values.yaml': 'greeting: hello\n',
    'charts/web/templates/config.yaml':
      'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Release.Name }}\ndata:\n  greeting: {{ .Values.greeting }}\n',
    'charts/web/.helmignore': 'notes/\n',
    'charts/web/notes/todo.txt': 'x',
  })
})
afterAll(() => tree?.[Symbol.dispose]())

describe.each(registries)('a chart in %s', (_, start) => {
  let registry: RealRegistry

  beforeAll(async () => {
    registry = await start()
  })
  afterAll(() => registry?.[Symbol.asyncDispose]())

  it('is pulled, shown and rendered by helm, by its version and by its digest', async () => {
    const repository = `${registry.host}/acme/charts/web`
    const { outputs, exitCode, log } = await runAction('build', {
      source: true,
      workspace: tree.path,
      inputs: {
        image: repository,
        'artifact-type': 'application/vnd.cncf.helm.config.v1+json',
        files: 'charts/web',
        tags: '1.4.0_build.7',
      },
    })
    expect(exitCode, log).toBe(0)
    const named = [`oci://${repository}`, '--version', '1.4.0+build.7', '--plain-http']
    const folder = freshFolder('helm')
    await runProgram('helm', ['pull', ...named, '--untar', '--untardir', folder])
    const files = readdirSync(join(folder, 'web'), { recursive: true }).map(String).sort()
    expect(files).toEqual(['.helmignore', 'Chart.yaml', 'templates', 'templates/config.yaml', 'values.yaml'])
    for (const file of ['Chart.yaml', 'values.yaml', 'templates/config.yaml'])
      expect(readFileSync(join(folder, 'web', file))).toEqual(
        readFileSync(join(tree.path, 'charts/web', file)),
      )
    const shown = await runProgram('helm', ['show', 'chart', ...named])
    for (const line of chart.trim().split('\n')) expect(shown).toContain(line)
    const rendered = await runProgram('helm', ['template', 'shop', `oci://${outputs.image}`, '--plain-http'])
    expect(rendered).toContain('name: shop\ndata:\n  greeting: hello')
  })
})
