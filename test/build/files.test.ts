import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, linkSync, mkdirSync, rmSync, symlinkSync, utimesSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { digestOf } from '../../src/artifact/digest.ts'
import type { Recipe } from '../../src/build/builder.ts'
import { arrangeTracked, type TrackedFile } from '../../src/build/git.ts'
import { parsePlatforms } from '../../src/build/image.ts'
import { placeSources } from '../../src/build/placement.ts'
import { findSources } from '../../src/build/source.ts'
import { testEdge } from '../support/edge.ts'
import { entriesOf, failureOf, makeOne, type Options, withoutDirectories } from './make-files.ts'
import { type Content, cloneWorkingTree, createWorkingTree, type WorkingTree } from './working-tree.ts'

/** Makes an image or an artifact of one tar, and shows what is in it. */
async function make(...parameters: Parameters<typeof makeOne>) {
  const { layer, ...made } = await makeOne(...parameters)
  return { ...made, entries: await entriesOf(layer) }
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

describe('what is left out', () => {
  const generated: Content = {
    'dist/app.js': 'app',
    'dist/app.js.map': 'map',
    'dist/deep/down/a.map': 'map',
    'dist/node_modules/.git/config': 'never looked into',
  }
  const lines = ['dist', '!**/*.map', '!dist/node_modules']

  it.each([
    ['generated', (tree: WorkingTree) => tree.write(generated)],
    [
      'tracked',
      (tree: WorkingTree) => {
        tree.write({ ...generated, 'dist/node_modules/.git/config': '->../../../README.md' })
        rmSync(join(tree.path, 'dist/node_modules'), { recursive: true })
        tree.write({ 'dist/node_modules/out': '->/etc/passwd' })
        tree.commitAll()
      },
    ],
  ])('is what "!" matches among %s files, wherever the line is', async (_, prepare) => {
    using tree = createWorkingTree(content)
    prepare(tree)
    const made = await make(tree, lines)
    expect(Object.keys(withoutDirectories(made.entries))).toEqual(['dist/app.js'])
    expect((await make(tree, lines.toReversed())).entries).toEqual(made.entries)
    expect(made.logged.filter((line) => line.startsWith('warning'))).toEqual([])
  })

  it('keeps a directory that held it, as long as the directory itself is wanted', async () => {
    using tree = createWorkingTree(content)
    tree.write({ 'dist/logs/a': '', 'dist/b': '' })
    expect(Object.keys((await make(tree, ['dist', '!dist/logs/**'])).entries)).toEqual([
      'dist/',
      'dist/b',
      'dist/logs/',
    ])
  })

  it('starts at the context', async () => {
    using tree = createWorkingTree({ 'web/a.map': '', 'web/b.js': '', 'a.map': '' })
    const { entries } = await make(tree, ['.', '!*.map'], { context: join(tree.path, 'web') })
    expect(entries).toEqual({ 'b.js': '' })
  })

  it('may be a submodule', async () => {
    using other = createWorkingTree({ a: 'a' })
    using tree = createWorkingTree(content)
    tree.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', other.path, 'vendor/other')
    tree.write({ 'vendor/b': 'b' })
    tree.commitAll()
    expect(withoutDirectories((await make(tree, ['vendor', '!vendor/other'])).entries)).toEqual({
      'vendor/b': 'b',
    })
  })

  it('is told of untracked files only where a pattern does not name them', async () => {
    using tree = createWorkingTree(content)
    tree.write({ 'site/a.log': '', 'site/tmp/b': '', 'site/token.json': '' })
    const { logged } = await make(tree, ['site', '!**/*.log', '!site/tmp'])
    expect(logged[0]).toContain('left out are "site/token.json": name in')
  })

  it('is warned of where it is nothing', async () => {
    using tree = createWorkingTree(content)
    const { logged } = await make(tree, ['site', '!*.html', '!site/*.html'])
    expect(logged.filter((line) => line.startsWith('warning'))).toEqual([
      expect.stringContaining('"!*.html" in input "files" leaves out nothing'),
    ])
  })

  it.each([
    ['a tracked file', ['README.md', 'site', '!*.md']],
    ['a tracked directory', ['README.md', 'site', '!site']],
    ['a generated directory', ['README.md', 'dist', '!dist/**']],
    ['everything', ['.', '!**']],
  ])('is not %s as a whole', async (_, lines) => {
    using tree = createWorkingTree(content)
    tree.write({ 'dist/a/b': '' })
    expect(await failureOf(make(tree, lines))).toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('left out as a whole'),
    })
  })

  it('is not all that there is to say', async () => {
    using tree = createWorkingTree(content)
    expect((await failureOf(make(tree, ['!site']))).message).toContain('only lines that leave something out')
  })
})

describe('one file under several names', () => {
  /** The names of three files on disk, of which two have two names. */
  function linked(tree: WorkingTree): void {
    tree.write({ 'dist/z': 'shared', '*dist/b/run': 'r', 'dist/c': 'shared' })
    mkdirSync(join(tree.path, 'out'))
    linkSync(join(tree.path, 'dist/z'), join(tree.path, 'dist/a'))
    linkSync(join(tree.path, 'dist/z'), join(tree.path, 'out/also'))
    linkSync(join(tree.path, 'dist/b/run'), join(tree.path, 'dist/b/also'))
  }

  it('is one file, and links to its first name', async () => {
    using tree = createWorkingTree(content)
    linked(tree)
    const { entries } = await make(tree, ['out:/zz', 'dist:/'])
    expect(withoutDirectories(entries)).toEqual({
      a: 'shared',
      'b/also': '* r',
      'b/run': '=> b/also',
      c: 'shared',
      z: '=> a',
      'zz/also': '=> a',
    })
  })

  it('is a file of its own where the others are not taken', async () => {
    using tree = createWorkingTree(content)
    linked(tree)
    const { entries } = await make(tree, ['out'])
    expect(withoutDirectories(entries)).toEqual({ 'out/also': 'shared' })
    expect((await make(tree, ['dist', '!dist/a'])).entries).toMatchObject({ 'dist/z': 'shared' })
  })

  it('is not mixed up with a tracked file, whose bytes are git’s', async () => {
    using tree = createWorkingTree(content)
    mkdirSync(join(tree.path, 'dist'))
    linkSync(join(tree.path, 'README.md'), join(tree.path, 'dist/a'))
    linkSync(join(tree.path, 'README.md'), join(tree.path, 'dist/b'))
    const { entries } = await make(tree, ['README.md', 'dist'])
    expect(withoutDirectories(entries)).toEqual({
      'README.md': 'readme',
      'dist/a': 'readme',
      'dist/b': '=> dist/a',
    })
  })

  it('gives the same layer in whatever order it was linked', async () => {
    using tree = createWorkingTree(content)
    linked(tree)
    const { text } = await make(tree, ['out:/zz', 'dist:/'])
    rmSync(join(tree.path, 'dist'), { recursive: true })
    rmSync(join(tree.path, 'out'), { recursive: true })
    tree.write({ 'dist/c': 'shared', 'out/also': 'shared', '*dist/b/also': 'r' })
    linkSync(join(tree.path, 'out/also'), join(tree.path, 'dist/z'))
    linkSync(join(tree.path, 'out/also'), join(tree.path, 'dist/a'))
    linkSync(join(tree.path, 'dist/b/also'), join(tree.path, 'dist/b/run'))
    expect((await make(tree, ['dist:/', 'out:/zz'])).text).toBe(text)
  })
})

describe('a symlink', () => {
  it.each<[string, Content]>([
    ['leads above the root through another one', { 'd/e/up': '->../..', 'd/out': '->e/up/../x' }],
    ['leads in a circle', { 'd/one': '->two', 'd/two': '->one' }],
    ['leads to itself', { 'd/one': '->one' }],
  ])('that %s is refused, tracked or not', async (_, links) => {
    using tree = createWorkingTree(content)
    tree.write(links)
    const failure = await failureOf(make(tree, ['d:/d']))
    expect(failure.message).toMatch(/^"\/d\/(out|one|two)" would be a symlink .*(above the root|in a circle)/)
    tree.commitAll()
    expect((await failureOf(make(tree, ['d:/d']))).message).toBe(failure.message)
  })

  it('may lead through others and upwards, as long as it stays inside', async () => {
    using tree = createWorkingTree(content)
    tree.write({ 'd/e/up': '->../..', 'd/in': '->e/up/d/f', 'd/f': 'f', 'd/same': '->.' })
    const { entries, logged } = await make(tree, ['d:/x/d'])
    expect(entries).toMatchObject({ 'x/d/in': '-> e/up/d/f', 'x/d/same': '-> .' })
    expect(logged.filter((line) => line.startsWith('warning'))).toEqual([])
  })

  it('that leads to nothing is told of', async () => {
    using tree = createWorkingTree(content)
    const { logged } = await make(tree, ['site', '!site/css'])
    expect(logged).toContain(
      'warning: "/site/link" is a symlink to "css/main.css", which leads to nothing in the artifact',
    )
  })

  it.each([
    ['generated', () => {}],
    ['tracked', (tree: WorkingTree) => tree.commitAll()],
  ])('that is %s cannot be a directory to something else', async (_, prepare) => {
    using tree = createWorkingTree(content)
    tree.write({ 'd/link': '->../site' })
    prepare(tree)
    expect((await failureOf(make(tree, ['d:/d', 'site:/site', 'README.md:/d/link/x']))).message).toContain(
      'is a file or symlink',
    )
  })
})

describe('a large tree', () => {
  it('may be as deep as paths can be', async () => {
    using tree = createWorkingTree(content)
    const path = join('dist', ...Array.from({ length: 1500 }, () => 'd'))
    mkdirSync(join(tree.path, path), { recursive: true })
    expect(Object.keys((await make(tree, ['dist'])).entries)).toHaveLength(1501)
  })

  it('may have more entries than a function can be given', async () => {
    const files = Array.from({ length: 150_000 }, (_, index): TrackedFile => {
      return { path: `d/${index}`, kind: 'file', executable: false, object: 'a'.repeat(40) }
    })
    const tracked = arrangeTracked(files)
    const checkout = { root: '/nowhere', prefix: '', commit: 'a'.repeat(40), time: 0 }
    const excluder = { excludes: () => false }
    const searched = { context: '/nowhere', checkout, tracked, excluder }
    const sources = await findSources([{ source: 'd' }, { source: 'd/7' }], searched)
    expect(placeSources(sources, { workdir: '/', onBase: false })).toHaveLength(files.length + 1)
  }, 30_000)
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

  it.each<[string, Options]>([
    ['image', {}],
    ['index of images', { platforms: parsePlatforms('linux/amd64,linux/arm64') }],
    ['zip', { artifactType: 'application/vnd.opentofu.modulepkg' }],
  ])('is the same %s on any machine', async (_, options) => {
    using tree = createWorkingTree({
      ...content,
      'Grüße/🚢': 'x',
      [`${'l'.repeat(99)}/${'n'.repeat(99)}`]: '',
    })
    const lines = ['.:/app', 'generated:/generated', '!site/link']
    const made = await onMachine(tree, lines, options, { umask: 0o022, TZ: 'UTC', LC_ALL: 'C' })
    using clone = cloneWorkingTree(tree)
    const turkish = { umask: 0o077, TZ: 'Asia/Kolkata', LC_ALL: 'C.UTF-8', LANG: 'tr_TR.UTF-8' }
    expect(await onMachine(clone, lines, options, turkish)).toBe(made)
    using shallow = cloneWorkingTree(tree, '--depth=1', '--config=core.autocrlf=true')
    const american = { umask: 0o002, TZ: 'America/New_York', LC_ALL: 'C' }
    expect(await onMachine(shallow, lines, options, american)).toBe(made)
  })

  it('is the one it was when it was released', async () => {
    // A change here gives every artifact of every user another digest without another commit.
    using tree = createWorkingTree({
      'site/index.html': '<html>',
      '*site/run': '#!',
      'site/link': '->index.html',
      'Grüße/🚢': 'x',
      [`${'l'.repeat(99)}/${'n'.repeat(99)}`]: '',
    })
    tree.write({ 'generated/z': 'z', '*generated/a/run': 'r', 'generated/l': '->z' })
    const digestFor = async (lines: string[]) => digestOf((await make(tree, lines)).text)
    expect(await digestFor(['site:/www'])).toBe(
      'sha256:1dcf32a98e6e170f4380c0d05933c90387b844508bfb3bb15c8eb3d06b4c119b',
    )
    expect(await digestFor(['.:/app', 'generated:/generated'])).toBe(
      'sha256:4dc99f800cf53cbee67ee32582ef5d67b99080051ec201ba303b698def154568',
    )
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
async function onMachine(
  tree: WorkingTree,
  lines: string[],
  options: Options,
  { umask, ...env }: Machine,
): Promise<string> {
  const before = process.umask(umask)
  try {
    tree.write({ 'generated/z': 'z', '*generated/a/run': 'r' })
    linkSync(join(tree.path, 'generated/z'), join(tree.path, 'generated/a/z'))
    const files = execFileSync('git', ['ls-files', '-z'], { cwd: tree.path, encoding: 'utf8' })
    for (const file of [...files.split('\0').filter(Boolean), 'generated/z']) {
      if (file !== 'site/link') utimesSync(join(tree.path, file), umask * 1e6, umask * 1e6)
    }
    const script = join(import.meta.dirname, 'print-manifest.ts')
    return execFileSync(process.execPath, [script, tree.path, JSON.stringify(options), ...lines], {
      env: { ...process.env, ...env },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    })
  } finally {
    process.umask(before)
  }
}
