import { afterEach, expect, it } from 'vitest'
import { createWorkingTree } from '../build/working-tree.ts'
import { testEdge } from '../support/edge.ts'
import { buildFrom } from './support/build.ts'
import { connect } from './support/client.ts'
import { findOnly } from './support/program.ts'
import { type RealRegistry, startOlareg } from './support/registries.ts'

const environment = { ...process.env }

afterEach(() => {
  process.env = { ...environment }
})

const template = `
variable "greeting" {
  type = string
}
source "null" "empty" {
  communicator = "none"
}
source "file" "motd" {
  content = var.greeting
  target  = "motd.txt"
}
build {
  name    = "shop"
  sources = ["source.null.empty", "source.file.motd"]
  provisioner "shell-local" {
    inline = ["echo one, two"]
  }
}
`

/** Builds a template with the real Packer, which finds nothing else than git and the system's own programs. */
async function run(content: string, { host }: RealRegistry, vars: string[] = []) {
  process.env.PATH = `${findOnly('packer')}:/usr/bin:/bin`
  using tree = createWorkingTree({ 'web.pkr.hcl': content })
  const edge = testEdge()
  const recipe = { context: tree.path, template: 'web.pkr.hcl', vars }
  return { built: await buildFrom(`${host}/acme/machine`, recipe, edge), log: edge.logged }
}

it('stores what Packer made, and lets nothing of a variable out', async () => {
  await using registry = await startOlareg()
  const { built, log } = await run(template, registry, ['greeting=hunter2'])
  const { manifest } = await connect().fetchManifest(built.image)
  if (manifest.kind === 'index' || manifest.layers[0] === undefined) throw new Error('wanted one layer')
  const images = await connect().readBlob(built.image, manifest.layers[0])
  expect(JSON.parse(Buffer.from(images).toString())).toEqual({
    version: 1,
    images: [
      { name: 'shop.file.motd', builder: 'packer.file', id: 'File' },
      { name: 'shop.null.empty', builder: 'fnoeding.null', id: 'Null' },
    ],
  })
  expect(log.join()).toContain('one, two')
  expect(log.join()).not.toContain('hunter2')
})

it('tells of a variable that the template does not know', async () => {
  await using registry = await startOlareg()
  const { log } = await run(template, registry, ['greeting=x', 'greting=y'])
  expect(log.find((line) => line.startsWith('warning'))).toMatch(
    /variable "greting" was set but was not declared/,
  )
})

it.each([
  ['a program in it fails', template.replace('echo one, two', 'exit 3'), ['greeting=x'], /exit status: 3/],
  ['a variable is missing', template, [], /Unset variable "greeting"/],
  ['it cannot be read', 'build {', [], /.+ on web\.pkr\.hcl line 1/],
])('says why where %s', async (_, content, vars, message) => {
  await using registry = await startOlareg()
  await expect(run(content, registry, vars)).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringMatching(message),
  })
})
