import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, rmSync, symlinkSync, utimesSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'
import { extract } from 'tar-stream'
import { describe, expect, it, onTestFinished } from 'vitest'
import { formatManifest } from '../../src/artifact/manifest.ts'
import type { Recipe } from '../../src/build/builder.ts'
import { files } from '../../src/build/files.ts'
import { readCheckout } from '../../src/build/git.ts'
import { parseFileMapping } from '../../src/build/source.ts'
import { Failure } from '../../src/failure.ts'
import { testEdge } from '../support/edge.ts'
import {
  type Content,
  cloneWorkingTree,
  commitTime,
  createWorkingTree,
  temporaryDirectory,
  type WorkingTree,
} from './working-tree.ts'

const offline = {
  resolve: () => Promise.reject(new Error('asked the registry')),
  fetchManifest: () => Promise.reject(new Error('asked the registry')),
  readBlob: () => Promise.reject(new Error('asked the registry')),
  fetchBlob: (): never => {
    throw new Error('asked the registry')
  },
}

async function make(
  tree: Pick<WorkingTree, 'path'>,
  lines: readonly string[],
  options: Partial<Recipe> = {},
  edge = testEdge(),
) {
  using temporary = temporaryDirectory()
  const recipe: Recipe = {
    context: tree.path,
    files: lines.map((line) => parseFileMapping(line)),
    ...options,
  }
  const checkout = await readCheckout(recipe.context, edge)
  const made = await files.make(
    { recipe, checkout, source: 'https://github.com/acme/shop', time: commitTime, temporary: temporary.path },
    offline,
    edge,
  )
  const [layer, config] = await Promise.all(
    made.blobs.map(async ({ open }) => Buffer.concat(await Array.fromAsync(open()))),
  )
  return {
    manifest: made.manifest,
    text: Buffer.from(formatManifest(made.manifest)).toString(),
    config: JSON.parse(config?.toString() ?? ''),
    entries: await entriesOf(layer ?? Buffer.alloc(0)),
  }
}

/** The layer's entries as `mode path content`, without the directories that lead to others. */
async function entriesOf(layer: Buffer): Promise<Record<string, string>> {
  const tar = extract()
  tar.end(gunzipSync(layer))
  const entries: Record<string, string> = {}
  for await (const entry of tar) {
    const { name, type, mode = 0, linkname } = entry.header
    const content = (await buffer(entry)).toString()
    if (type === 'directory') entries[`${name.replace(/\/$/, '')}/`] = ''
    else if (type === 'symlink') entries[name] = `-> ${linkname}`
    else entries[name] = mode === 0o755 ? `* ${content}` : content
  }
  return entries
}

function withoutDirectories(entries: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(entries).filter(([name]) => !name.endsWith('/')))
}

async function failureOf(work: Promise<unknown>): Promise<Failure> {
  const error = await work.then(
    () => new Error('nothing was refused'),
    (error: unknown) => error,
  )
  if (error instanceof Failure) return error
  throw error
}

const content: Content = {
  'README.md': 'readme',
  '*bin/run': '#!/bin/sh',
  'site/index.html': '<html>',
  'site/css/main.css': 'body{}',
  'site/link': '->css/main.css',
  '.gitignore': 'dist\n',
}

describe('where files go', () => {
  it.each<[string, Partial<Recipe>, string[]]>([
    ['README.md', {}, ['README.md']],
    ['./README.md', {}, ['README.md']],
    ['README.md:/a/b.md', {}, ['a/b.md']],
    ['README.md:/a/', {}, ['a/README.md']],
    ['README.md:/', {}, ['README.md']],
    ['README.md:.', { workdir: '/app' }, ['app/README.md']],
    ['README.md:docs/x', { workdir: '/app' }, ['app/docs/x']],
    ['README.md', { workdir: '/app' }, ['app/README.md']],
    ['README.md:/x', { workdir: '/app' }, ['x']],
    ['site', {}, ['site/css/main.css', 'site/index.html', 'site/link']],
    ['site:/', {}, ['css/main.css', 'index.html', 'link']],
    ['site/:/www/', {}, ['www/css/main.css', 'www/index.html', 'www/link']],
    ['site/css:.', { artifactType: 'application/x.test' }, ['main.css']],
  ])('%s %j', async (line, options, paths) => {
    using tree = createWorkingTree(content)
    expect(Object.keys(withoutDirectories((await make(tree, [line], options)).entries))).toEqual(paths)
  })

  it('is below the context', async () => {
    using tree = createWorkingTree(content)
    const { entries } = await make(tree, ['css'], { context: join(tree.path, 'site') })
    expect(entries).toEqual({ 'css/': '', 'css/main.css': 'body{}' })
  })

  it('includes the directories that lead there', async () => {
    using tree = createWorkingTree(content)
    const { entries } = await make(tree, ['README.md:/a/b/c'])
    expect(Object.keys(entries)).toEqual(['a/', 'a/b/', 'a/b/c'])
  })

  it('merges directories, and takes what is named twice once', async () => {
    using tree = createWorkingTree(content)
    tree.write({ 'dist/css/app.css': 'app{}' })
    const { entries } = await make(tree, ['site:/', 'dist:/', 'site/index.html:/'])
    expect(Object.keys(withoutDirectories(entries))).toEqual([
      'css/app.css',
      'css/main.css',
      'index.html',
      'link',
    ])
  })

  it('is in bytewise order, whatever the letters', async () => {
    using tree = createWorkingTree({ 'd/ﬁ': '', 'd/🚢': '', 'd/é': '', 'd/a.b': '', 'd/a/b': '', 'd/B': '' })
    const { entries } = await make(tree, ['d:/'])
    expect(Object.keys(entries)).toEqual(['B', 'a/', 'a.b', 'a/b', 'é', 'ﬁ', '🚢'].sort(bytewise))
  })
})

function bytewise(a: string, b: string): number {
  const [left, right] = [a, b].map((name) => Buffer.from(name.replace(/\/$/, '')))
  return left && right ? Buffer.compare(left, right) : 0
}

describe('what is taken', () => {
  it('is of tracked files what git has, and of generated ones what is on disk', async () => {
    using tree = createWorkingTree({ '.gitattributes': '*.txt text eol=crlf', 'a.txt': 'a\n', '*run': 'r' })
    tree.write({ 'dist/*b': 'no', 'dist/plain': 'p\r\n' })
    tree.write({ '*dist/tool': 't' })
    rmSync(join(tree.path, 'a.txt'))
    tree.git('checkout', '--', 'a.txt')
    chmodSync(join(tree.path, 'dist/plain'), 0o606)
    const { entries } = await make(tree, ['a.txt', 'run', 'dist'])
    expect(withoutDirectories(entries)).toEqual({
      'a.txt': 'a\n',
      run: '* r',
      'dist/*b': 'no',
      'dist/plain': 'p\r\n',
      'dist/tool': '* t',
    })
  })

  it('is of a directory with tracked files only those, and what is left out is told', async () => {
    using tree = createWorkingTree(content)
    tree.write({ 'site/token.json': 'secret' })
    const edge = testEdge()
    const { entries } = await make(tree, ['site'], {}, edge)
    expect(entries).not.toHaveProperty('site/token.json')
    expect(edge.logged.join()).toContain('"site/token.json"')
    expect(Object.keys((await make(tree, ['site', 'site/token.json'])).entries)).toContain('site/token.json')
  })

  it('keeps symlinks and empty generated directories', async () => {
    using tree = createWorkingTree(content)
    mkdirSync(join(tree.path, 'dist/empty'), { recursive: true })
    symlinkSync('../site/index.html', join(tree.path, 'dist/start'))
    const { entries } = await make(tree, ['site/link', 'site/index.html', 'dist'])
    expect(entries).toMatchObject({
      'site/link': '-> css/main.css',
      'dist/empty/': '',
      'dist/start': '-> ../site/index.html',
    })
  })

  it('is of Git LFS the file on disk, if it is the one that is meant', async () => {
    const large = 'large '.repeat(10_000)
    const oid = createHash('sha256').update(large).digest('hex')
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize ${large.length}\n`
    using tree = createWorkingTree({ 'model.bin': pointer })
    expect(await failureOf(make(tree, ['model.bin']))).toMatchObject({
      code: 'mismatch',
      message: expect.stringContaining('lfs: true'),
    })
    tree.write({ 'model.bin': large })
    expect((await make(tree, ['model.bin'])).entries).toEqual({ 'model.bin': large })
    tree.write({ 'model.bin': large.replace('large', 'LARGE') })
    expect(await failureOf(make(tree, ['model.bin']))).toMatchObject({ code: 'mismatch' })
  })
})

describe('what is refused', () => {
  it.each<[string, string, RegExp, ((tree: WorkingTree) => void)?]>([
    ['nothing there', 'nowhere', /neither in the commit nor on disk/],
    ['a pattern', 'site/*.html', /patterns are not read/],
    ['the parent', '../x', /outside of the context/],
    ['a way out and in', 'site/../../x', /outside of the context/],
    ['an absolute path elsewhere', '/etc/passwd:/p', /outside of the context/],
    ['git’s own directory', '.git/config', /git's own directory/],
    ['git’s own directory in capitals', '.GIT/config', /git's own directory/],
    ['a symlink out', 'out', /outside of the context/, (tree) => tree.write({ out: '->../secret' })],
    ['an absolute symlink', 'out', /absolute/, (tree) => tree.write({ out: '->/etc/passwd' })],
    [
      'a committed symlink out',
      'out',
      /outside of the context/,
      (tree) => {
        tree.write({ out: '->../secret' })
        tree.commitAll()
      },
    ],
    ['a way through a symlink', 'way/index.html', /detour/, (tree) => tree.write({ way: '->site' })],
    ['a symlink above the image’s root', 'site/up:/up', /above the root/, addUpwardLink],
    [
      'a committed symlink above the image’s root',
      'site/up:/up',
      /above the root/,
      (tree) => {
        addUpwardLink(tree)
        tree.commitAll()
      },
    ],
    ['a named pipe', 'dist', /named pipe/, (tree) => makePipe(tree)],
    ['a nested repository', 'dist', /git directory/, (tree) => tree.write({ 'dist/.git/config': '' })],
    ['a whiteout', 'dist', /\.wh\./, (tree) => tree.write({ 'dist/.wh.passwd': '' })],
    ['a directory onto a file', 'site:/x\nREADME.md:/x', /"README.md"/],
    ['a file below a file', 'README.md:/x\n.gitignore:/x/y', /directory/],
    ['a file below a symlink', 'site\nREADME.md:/site/link/x', /directory/],
    ['two files in one place', 'README.md:/x\n.gitignore:/x', /both "README.md" and ".gitignore"/],
  ])('%s', async (_, lines, message, prepare) => {
    using tree = createWorkingTree(content)
    prepare?.(tree)
    const failure = await failureOf(make(tree, lines.split('\n')))
    expect(failure.message).toMatch(message)
    expect(['invalid-input', 'not-found']).toContain(failure.code)
  })

  it('a socket', async () => {
    using tree = createWorkingTree(content)
    const server = createServer().listen(join(tree.path, 'socket'))
    onTestFinished(() => void server.close())
    await new Promise((resolve) => server.once('listening', resolve))
    expect((await failureOf(make(tree, ['socket']))).message).toContain('a socket')
  })

  it('a submodule', async () => {
    using other = createWorkingTree({ a: 'a' })
    using tree = createWorkingTree(content)
    tree.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', other.path, 'vendor/other')
    tree.commitAll()
    for (const path of ['vendor', 'vendor/other', 'vendor/other/a', '.']) {
      expect((await failureOf(make(tree, [path]))).message).toContain('is a submodule')
    }
  })

  it('everything that is wrong, at once', async () => {
    using tree = createWorkingTree(content)
    const failure = await failureOf(make(tree, ['nowhere', 'README.md', '../x']))
    expect(failure.problems.map(({ message }) => message)).toEqual([
      expect.stringContaining('nowhere'),
      expect.stringContaining('../x'),
    ])
  })

  it('nothing at all', async () => {
    using tree = createWorkingTree(content)
    expect((await failureOf(make(tree, []))).code).toBe('invalid-input')
  })

  it('what is said of an image when none is made', async () => {
    using tree = createWorkingTree(content)
    const options = { artifactType: 'application/x.test', entrypoint: ['/x'], env: ['A=b'] }
    expect(await failureOf(make(tree, ['site'], options))).toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('"entrypoint", "env"'),
    })
  })
})

function addUpwardLink(tree: WorkingTree): void {
  tree.write({ 'site/up': '->../README.md' })
}

function makePipe(tree: WorkingTree): void {
  mkdirSync(join(tree.path, 'dist'))
  execFileSync('mkfifo', [join(tree.path, 'dist/pipe')])
}

describe('the image', () => {
  it('says what it is and where it comes from', async () => {
    using tree = createWorkingTree(content)
    const { config, manifest } = await make(tree, ['bin'], {
      entrypoint: ['/bin/run'],
      cmd: ['--now'],
      env: ['B=2', 'A=1'],
      workdir: '/data',
      labels: { team: 'shop' },
      annotations: { note: 'x' },
      platforms: [{ os: 'linux', architecture: 'arm', variant: 'v7' }],
    })
    const origin = {
      'org.opencontainers.image.created': '2023-11-14T22:13:20Z',
      'org.opencontainers.image.revision': tree.commit,
      'org.opencontainers.image.source': 'https://github.com/acme/shop',
    }
    expect(config).toMatchObject({
      created: '2023-11-14T22:13:20Z',
      architecture: 'arm',
      os: 'linux',
      variant: 'v7',
      config: {
        User: '65532:65532',
        Env: ['B=2', 'A=1'],
        Entrypoint: ['/bin/run'],
        Cmd: ['--now'],
        WorkingDir: '/data',
        Labels: { team: 'shop', ...origin },
      },
      rootfs: { type: 'layers', diff_ids: [expect.stringMatching(/^sha256:/)] },
      history: [{ created: '2023-11-14T22:13:20Z' }],
    })
    expect(manifest.annotations).toEqual({ note: 'x', ...origin })
  })

  it('is an artifact with an empty configuration where a type is given', async () => {
    using tree = createWorkingTree(content)
    const { manifest, config } = await make(tree, ['site:/'], { artifactType: 'application/vnd.acme.site' })
    expect(config).toEqual({})
    expect(manifest).toMatchObject({
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      artifactType: 'application/vnd.acme.site',
      config: { mediaType: 'application/vnd.oci.empty.v1+json', size: 2 },
      layers: [{ mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip' }],
    })
  })

  it('is the same on any machine', async () => {
    using tree = createWorkingTree({
      ...content,
      'Grüße/🚢': 'x',
      [`${'l'.repeat(99)}/${'n'.repeat(99)}`]: '',
    })
    const lines = ['.:/app', 'generated:/generated']
    const made = await onMachine(tree, lines, { umask: 0o022, TZ: 'UTC', LC_ALL: 'C' })
    using clone = cloneWorkingTree(tree)
    const options = { umask: 0o077, TZ: 'Asia/Kolkata', LC_ALL: 'C.UTF-8', LANG: 'tr_TR.UTF-8' }
    expect(await onMachine(clone, lines, options)).toBe(made)
    using shallow = cloneWorkingTree(tree, '--depth=1', '--config=core.autocrlf=true')
    expect(await onMachine(shallow, lines, { umask: 0o002, TZ: 'America/New_York', LC_ALL: 'C' })).toBe(made)
  })

  it('is another one for another commit, source or time', async () => {
    using tree = createWorkingTree(content)
    const made = (await make(tree, ['site'])).text
    expect((await make(tree, ['site'])).text).toBe(made)
    tree.write({ other: 'not even taken' })
    tree.commitAll()
    expect((await make(tree, ['site'])).text).not.toBe(made)
  })
})

type Machine = { umask: number; TZ: string; LC_ALL: string; LANG?: string }

/** Builds in a process of its own, whose locale, time zone and umask are as told. */
async function onMachine(tree: WorkingTree, lines: string[], { umask, ...env }: Machine): Promise<string> {
  const before = process.umask(umask)
  try {
    tree.write({ 'generated/z': 'z', '*generated/a/run': 'r' })
    const files = execFileSync('git', ['ls-files', '-z'], { cwd: tree.path, encoding: 'utf8' })
    for (const file of [...files.split('\0').filter(Boolean), 'generated/z']) {
      if (file !== 'site/link') utimesSync(join(tree.path, file), umask * 1e6, umask * 1e6)
    }
    const script = join(import.meta.dirname, 'print-manifest.ts')
    return execFileSync(process.execPath, [script, tree.path, ...lines], {
      env: { ...process.env, ...env },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    })
  } finally {
    process.umask(before)
  }
}
