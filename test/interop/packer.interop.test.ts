import { existsSync, mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, expect, it } from 'vitest'
import { parseRepository } from '../../src/artifact/reference.ts'
import { build } from '../../src/build/build.ts'
import { connectRegistry } from '../../src/registry/registry.ts'
import { createWorkingTree, temporaryDirectory } from '../build/working-tree.ts'
import { testEdge } from '../support/edge.ts'
import { type RegistryServer, startRegistry } from '../support/registry.ts'
import { tool } from './tools.ts'

const folder = temporaryDirectory()
const environment = { ...process.env }

afterEach(() => {
  process.env = { ...environment }
})
afterAll(() => folder[Symbol.dispose]())

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
async function run(content: string, server: RegistryServer, vars: string[] = []) {
  process.env.PATH = `${programs()}:/usr/bin:/bin`
  using tree = createWorkingTree({ 'web.pkr.hcl': content })
  using temporary = temporaryDirectory()
  const edge = testEdge()
  const built = await build(
    {
      image: parseRepository(`${server.host}/acme/machine`),
      builder: 'auto',
      recipe: { context: tree.path, template: 'web.pkr.hcl', vars },
      tags: [],
      ifTagExists: 'reuse',
      source: 'https://github.com/acme/shop',
      temporary: temporary.path,
    },
    {
      registry: connectRegistry({ credentials: async () => undefined }, edge),
      provenance: { verifiedCommitOf: async () => undefined, hasEvidence: async () => false },
    },
    edge,
  )
  return { built, log: edge.logged }
}

function programs(): string {
  const bin = join(folder.path, 'bin')
  if (!existsSync(bin)) {
    mkdirSync(bin)
    symlinkSync(tool('packer'), join(bin, 'packer'))
  }
  return bin
}

it('stores what Packer made, and lets nothing of a variable out', async () => {
  await using server = await startRegistry()
  const { built, log } = await run(template, server, ['greeting=hunter2'])
  const [layer] = built.layers
  expect(JSON.parse(server.store.readBlob(layer?.digest ?? built.image.digest).toString())).toEqual({
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
  await using server = await startRegistry()
  const { log } = await run(template, server, ['greeting=x', 'greting=y'])
  expect(log.find((line) => line.startsWith('warning'))).toMatch(
    /variable "greting" was set but was not declared/,
  )
})

it.each([
  ['a program in it fails', template.replace('echo one, two', 'exit 3'), ['greeting=x'], /exit status: 3/],
  ['a variable is missing', template, [], /Unset variable "greeting"/],
  ['it cannot be read', 'build {', [], /.+ on web\.pkr\.hcl line 1/],
])('says why where %s', async (_, content, vars, message) => {
  await using server = await startRegistry()
  await expect(run(content, server, vars)).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringMatching(message),
  })
})
