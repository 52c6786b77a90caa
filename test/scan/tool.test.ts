import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Fetch } from '../../src/edge.ts'
import { findTool, parseToolVersion, type ToolSettings } from '../../src/scan/tool.ts'
import { parseChecksum } from '../../src/scan/tool-archive.ts'
import { archivePathOf, defaultVersion, type ToolName, toolPins } from '../../src/scan/tool-pins.ts'
import { openWorkFolder } from '../../src/scan/work-folder.ts'
import { testEdge } from '../support/edge.ts'
import { installPrograms } from '../support/programs.ts'
import { node24 } from '../support/runner.ts'
import { pack } from '../support/tar.ts'

let temp: string

beforeEach(() => {
  temp = mkdtempSync(join(tmpdir(), 'tool-'))
})

afterEach(() => rmSync(temp, { recursive: true, force: true }))

const says = (version: string) =>
  `console.log(JSON.stringify({ Version: '${version}', version: '${version}' }))`

/** An archive as those of a release are, and its sha256. */
async function archiveOf(name: string, body = says('9.9.9')) {
  const script = `#!${node24()}\n${body}\n`
  const entries = [
    { name: 'LICENSE', content: 'free' },
    { name, mode: 0o755, content: script },
  ]
  const bytes = gzipSync(await pack(entries))
  return { bytes, checksum: createHash('sha256').update(bytes).digest('hex') }
}

function serving(bytes: Uint8Array, requests: string[] = [], status = 200): { fetch: Fetch } {
  return {
    fetch: async (url) => {
      requests.push(String(url))
      return new Response(new Uint8Array(bytes), { status })
    },
  }
}

async function find(
  name: ToolName,
  settings: ToolSettings,
  overrides: Partial<ReturnType<typeof testEdge>> = {},
) {
  const work = await openWorkFolder(temp)
  return findTool(name, { cacheFolder: join(temp, 'kept'), ...settings }, work, testEdge(overrides))
}

describe('a tool on PATH', () => {
  it('is asked for its version', async () => {
    using _ = installPrograms({ trivy: says('v0.74.0') })
    expect(await find('trivy', {})).toEqual({ name: 'trivy', program: 'trivy', version: '0.74.0' })
  })

  it.each(['0.69.4', '0.69.5', '0.69.6', 'v0.69.4'])(
    'is refused as the stolen version %s',
    async (version) => {
      using _ = installPrograms({ trivy: says(version) })
      await expect(find('trivy', {})).rejects.toMatchObject({
        code: 'denied',
        message: expect.stringContaining('GHSA-69fq-xp46-6x23'),
      })
    },
  )

  it.each([
    ['says something else', "console.log('trivy 0.74.0')"],
    ['says no version', 'console.log(JSON.stringify({ Version: "dev" }))'],
    ['says nothing', ''],
    ['says null', 'console.log("null")'],
  ])('is refused when it %s', async (_, body) => {
    using _programs = installPrograms({ trivy: body })
    await expect(find('trivy', {})).rejects.toMatchObject({ code: 'mismatch' })
  })

  it('is passed over when another version is asked for', async () => {
    using _ = installPrograms({ grype: says('1.0.0') })
    const { bytes, checksum } = await archiveOf('grype')
    const tool = await find('grype', { version: '9.9.9', checksum }, serving(bytes))
    expect(tool).toMatchObject({ version: '9.9.9', program: expect.stringMatching(/scanner-.*\/grype$/) })
  })
})

describe('a tool at a path', () => {
  it.each(['bin', 'bin/grype'])('is found at %s, and Syft beside it', async (path) => {
    const folder = join(temp, 'bin')
    mkdirSync(folder)
    for (const name of ['grype', 'syft']) {
      writeFileSync(join(folder, name), `#!${node24()}\n${says('1.2.3')}\n`)
      chmodSync(join(folder, name), 0o755)
    }
    expect(await find('grype', { path: join(temp, path) })).toMatchObject({ program: join(folder, 'grype') })
    expect(await find('syft', { path: join(temp, path) })).toMatchObject({ program: join(folder, 'syft') })
    await expect(find('grype', { path: folder, version: '1.2.4' })).rejects.toThrow(
      /is version 1.2.3; wanted 1.2.4/,
    )
  })

  it('is looked for nowhere else', async () => {
    using _ = installPrograms({ trivy: says('0.74.0') })
    await expect(find('trivy', { path: join(temp, 'nowhere') })).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('a tool that is not there', () => {
  it('is downloaded once, and verified each time', async () => {
    using _ = installPrograms({})
    const { bytes, checksum } = await archiveOf('trivy')
    const requests: string[] = []
    const settings = { version: '9.9.9', checksum }
    const { program } = await find('trivy', settings, serving(bytes, requests))
    expect((await testEdge().exec(program, [])).stdout).toContain('9.9.9')
    await find('trivy', settings, serving(bytes, requests))
    expect(requests).toHaveLength(1)
    expect(requests[0]).toBe(
      `https://github.com/${archivePathOf('trivy', '9.9.9', `${process.platform}-${process.arch}`)}`,
    )

    writeFileSync(join(temp, 'kept/tools', checksum), (await archiveOf('trivy', "console.log('evil')")).bytes)
    const again = await find('trivy', settings, serving(bytes, requests))
    expect((await testEdge().exec(again.program, [])).stdout).toContain('9.9.9')
    expect(requests).toHaveLength(2)
  })

  it('is not run, unpacked or kept when it hashes to something else', async () => {
    using _ = installPrograms({})
    const { bytes } = await archiveOf('trivy')
    await expect(find('trivy', {}, serving(bytes))).rejects.toMatchObject({
      code: 'mismatch',
      message: expect.stringMatching(
        /has sha256 [0-9a-f]{64}; wanted [0-9a-f]{64}, and nothing of it was run/,
      ),
    })
    expect(
      readdirSync(temp, { recursive: true }).filter((path) => /tools|trivy$/.test(String(path))),
    ).toEqual([])
  })

  it.each([
    ['is answered with an error', 503, 'unavailable'],
    ['is not there either', 404, 'not-found'],
  ])('fails when its archive %s', async (_, status, code) => {
    using _programs = installPrograms({})
    await expect(find('trivy', {}, serving(new Uint8Array(), [], status))).rejects.toMatchObject({ code })
  })

  it.each([
    ['is no archive', async () => new TextEncoder().encode('<html>')],
    ['is cut off', async () => (await archiveOf('trivy')).bytes.subarray(0, 60)],
    ['holds another program', async () => (await archiveOf('trivy-but-not')).bytes],
    ['holds it elsewhere', async () => (await archiveOf('../trivy')).bytes],
  ])('fails when its archive %s', async (_, make) => {
    using _programs = installPrograms({})
    const bytes = await make()
    const checksum = createHash('sha256').update(bytes).digest('hex')
    await expect(find('trivy', { version: '9.9.9', checksum }, serving(bytes))).rejects.toMatchObject({
      code: 'mismatch',
    })
  })

  it('needs a checksum where its version is not pinned', async () => {
    using _ = installPrograms({})
    await expect(find('trivy', { version: '0.70.0' })).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringMatching(/give the sha256 of its archive as "scanner-checksum", or use 0\.75\.0/),
    })
  })

  it('is refused by a checksum that contradicts the pinned one', async () => {
    using _ = installPrograms({})
    const settings = { version: defaultVersion('trivy'), checksum: '0'.repeat(64) }
    await expect(find('trivy', settings)).rejects.toMatchObject({ code: 'mismatch' })
  })

  it.each(['0.69.4', '0.69.5', '0.69.6'])(
    'is refused as the stolen version %s, whatever its checksum',
    async (version) => {
      using _ = installPrograms({})
      await expect(find('trivy', { version, checksum: '0'.repeat(64) })).rejects.toMatchObject({
        code: 'denied',
      })
    },
  )
})

it.each(Object.entries(toolPins))(
  'pins %s by a sha256 for each platform that it has archives for',
  (name, versions) => {
    for (const [version, platforms] of Object.entries(versions)) {
      expect(version).not.toMatch(/^0\.69\.[456]$/)
      expect(Object.keys(platforms)).toContain('linux-x64')
      for (const [platform, checksum] of Object.entries(platforms)) {
        expect(checksum).toMatch(/^[0-9a-f]{64}$/)
        expect(archivePathOf(name as ToolName, version, platform)).toContain(
          `/v${version}/${name}_${version}_`,
        )
      }
    }
  },
)

it('pins no archive twice', () => {
  const all = Object.values(toolPins).flatMap((versions) => Object.values(versions).flatMap(Object.values))
  expect(new Set(all).size).toBe(all.length)
})

it.each([
  ['0.75.0', '0.75.0'],
  ['v0.75.0', '0.75.0'],
  ['1.0.0-rc.1', '1.0.0-rc.1'],
])('reads the version %s', (text, version) => expect(parseToolVersion(text)).toBe(version))

it.each(['latest', '0.75', '../0.75.0', '0.75.0/..', ''])('refuses the version "%s"', (text) =>
  expect(() => parseToolVersion(text)).toThrow('is not a version'),
)

it('reads a checksum with and without its name', () => {
  const hex = 'ab'.repeat(32)
  expect([hex, `sha256:${hex}`, hex.toUpperCase()].map(parseChecksum)).toEqual([hex, hex, hex])
  expect(() => parseChecksum('abc')).toThrow('is not a sha256')
})
