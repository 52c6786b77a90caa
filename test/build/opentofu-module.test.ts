import { execFileSync } from 'node:child_process'
import { linkSync } from 'node:fs'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import type { PlainEntry } from '../../src/build/entries.ts'
import { spoolZip } from '../../src/build/zip.ts'
import { failureOf, makeOne, type Options } from './make-files.ts'
import { type Content, createWorkingTree, temporaryDirectory, type WorkingTree } from './working-tree.ts'

const content: Content = {
  'modules/net/main.tf': 'output "a" { value = 1 }\n',
  'modules/net/Grüße.tf': '',
  '*modules/net/scripts/run': '#!/bin/sh\n',
  'modules/net/sub/main.tofu': 'x'.repeat(100_000),
}

function makeModule(tree: WorkingTree, lines: readonly string[], options: Options = {}) {
  return makeOne(tree, lines, { artifactType: 'application/vnd.opentofu.modulepkg', ...options })
}

function filesIn(zip: Buffer): Record<string, string> {
  return Object.fromEntries(Object.entries(unzipSync(zip)).map(([name, bytes]) => [name, strFromU8(bytes)]))
}

/** The mode of each entry, from the directory at a zip's end: APPNOTE.TXT, 4.3.12. */
function modesIn(zip: Buffer): Record<string, string> {
  const modes: Record<string, string> = {}
  for (let at = zip.indexOf('PK\x01\x02'); at >= 0; at = zip.indexOf('PK\x01\x02', at + 46)) {
    const name = zip.subarray(at + 46, at + 46 + zip.readUInt16LE(at + 28)).toString()
    modes[name] = (zip.readUInt32LE(at + 38) >>> 16).toString(8)
  }
  return modes
}

describe('a module package', () => {
  it('is one zip, as OpenTofu installs it', async () => {
    using tree = createWorkingTree(content)
    const { manifest, layer, config } = await makeModule(tree, ['modules/net:.'])
    expect(manifest).toMatchObject({
      artifactType: 'application/vnd.opentofu.modulepkg',
      layers: [{ mediaType: 'archive/zip', annotations: { 'org.opencontainers.image.title': 'module.zip' } }],
    })
    expect(config).toEqual({})
    expect(filesIn(layer)).toEqual({
      'Grüße.tf': '',
      'main.tf': 'output "a" { value = 1 }\n',
      'scripts/': '',
      'scripts/run': '#!/bin/sh\n',
      'sub/': '',
      'sub/main.tofu': 'x'.repeat(100_000),
    })
    expect(modesIn(layer)).toMatchObject({
      'main.tf': '100644',
      'scripts/': '40755',
      'scripts/run': '100755',
    })
    expect(layer.length).toBeLessThan(2000)
  })

  it('is the same in any time zone', async () => {
    using tree = createWorkingTree(content)
    const { text } = await makeModule(tree, ['modules/net:.'])
    const script = join(import.meta.dirname, 'print-manifest.ts')
    const options = JSON.stringify({ artifactType: 'application/vnd.opentofu.modulepkg' })
    for (const TZ of ['Asia/Kolkata', 'America/St_Johns', 'Pacific/Kiritimati']) {
      const run = [script, tree.path, options, 'modules/net:.']
      const env = { ...process.env, TZ }
      expect(execFileSync(process.execPath, run, { env, encoding: 'utf8' })).toBe(text)
    }
  })

  it('gives the bytes it gave when it was released', async () => {
    using tree = createWorkingTree(content)
    const { manifest } = await makeModule(tree, ['modules/net:.'])
    expect(manifest.layers[0]?.digest).toMatchInlineSnapshot(
      `"sha256:bb25df5a2ad5b0f5f9e78de8fbe560abbdf1114668bf1610cd2a79cfeb23a403"`,
    )
  })

  it('has two files where one has two names', async () => {
    using tree = createWorkingTree(content)
    tree.write({ 'dist/main.tf': 'a' })
    linkSync(join(tree.path, 'dist/main.tf'), join(tree.path, 'dist/other.tf'))
    const { layer } = await makeModule(tree, ['dist:.'])
    expect(filesIn(layer)).toEqual({ 'main.tf': 'a', 'other.tf': 'a' })
  })

  it('is told where its modules are not at its top', async () => {
    using tree = createWorkingTree(content)
    const notices = async (line: string) =>
      (await makeModule(tree, [line])).logged.filter((line) => line.startsWith('notice'))
    expect(await notices('modules/net:.')).toEqual([])
    expect(await notices('modules/net')).toEqual([expect.stringContaining('no configuration at its top')])
  })

  it('is refused with a symlink', async () => {
    using tree = createWorkingTree({ ...content, 'modules/net/link.tf': '->main.tf' })
    expect(await failureOf(makeModule(tree, ['modules/net:.']))).toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('"/link.tf" is a symlink, which a module package cannot hold'),
    })
  })
})

describe('a zip', () => {
  it.each([
    ['more entries than it can list', 65_536, 0],
    ['a file that has changed its size', 1, 1],
  ])('is refused with %s', async (_, count, size) => {
    using directory = temporaryDirectory()
    async function* entries(): AsyncGenerator<PlainEntry> {
      for (let index = 0; index < count; index++) {
        yield { kind: 'file', path: `${index}`, executable: false, size, bytes: ReadableStream.from([]) }
      }
    }
    const failure = await failureOf(spoolZip(entries(), join(directory.path, 'zip')))
    expect(failure.message).toMatch(/at most 65535 entries|"0" changed while it was read/)
  })
})
