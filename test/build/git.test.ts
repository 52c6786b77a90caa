import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { describe, expect, it, onTestFinished } from 'vitest'
import {
  arrangeTracked,
  listModified,
  listTracked,
  listUntracked,
  readBlobs,
  readCheckout,
} from '../../src/build/git.ts'
import { isFailure } from '../../src/failure.ts'
import { testEdge } from '../support/edge.ts'
import { cloneWorkingTree, commitTime, createWorkingTree, temporaryDirectory } from './working-tree.ts'

const edge = testEdge()

/** Sets a variable for the children of this test. */
function setVariable(name: string, value: string): void {
  const before = process.env[name]
  process.env[name] = value
  onTestFinished(() => {
    if (before === undefined) delete process.env[name]
    else process.env[name] = before
  })
}

async function contentOf(path: string, objects: readonly string[]): Promise<string[]> {
  const checkout = await readCheckout(path, edge)
  const contents: string[] = []
  for await (const { bytes } of readBlobs(checkout, objects, edge)) {
    contents.push(Buffer.concat(await Array.fromAsync(bytes)).toString())
  }
  return contents
}

describe('readCheckout', () => {
  it('tells the commit, its time and where it lies', async () => {
    using tree = createWorkingTree({ 'services/web/a': 'a' })
    const found = await readCheckout(join(tree.path, 'services', 'web'), edge)
    expect(found).toEqual({ root: tree.path, prefix: 'services/web/', commit: tree.commit, time: commitTime })
  })

  it('reads a clone of one commit', async () => {
    using tree = createWorkingTree({ a: 'a' })
    tree.write({ a: 'b' })
    tree.commitAll()
    using clone = cloneWorkingTree(tree, '--depth=1')
    const checkout = await readCheckout(clone.path, edge)
    const files = await listTracked(checkout, edge)
    expect(checkout.commit).toBe(tree.commit)
    expect(
      await contentOf(
        clone.path,
        files.map(({ object }) => object),
      ),
    ).toEqual(['b'])
  })

  it.each([
    ['a directory outside of any repository', 'not-found', /actions\/checkout/, () => {}],
    [
      'a repository without a commit',
      'not-found',
      /no commit/,
      (path: string) => execFileSync('git', ['init', '--quiet'], { cwd: path }),
    ],
  ] as const)('refuses %s', async (_, code, message, prepare) => {
    using directory = temporaryDirectory()
    prepare(directory.path)
    const failure = await readCheckout(directory.path, edge).catch((error: unknown) => error)
    expect(isFailure(failure, code) && failure.message).toMatch(message)
  })

  it('refuses a directory that is not there', async () => {
    await expect(readCheckout('/does/not/exist', edge)).rejects.toMatchObject({ code: 'not-found' })
  })

  it('names the way out where git refuses another user’s repository', async () => {
    using tree = createWorkingTree({ a: 'a' })
    using home = temporaryDirectory()
    // The switch of git's own tests; a directory of another user needs root.
    setVariable('GIT_TEST_ASSUME_DIFFERENT_OWNER', '1')
    setVariable('HOME', home.path)
    const failure = await readCheckout(tree.path, edge).catch((error: unknown) => error)
    expect(isFailure(failure, 'unauthorized') && failure.message).toContain('git config --global --add safe')
    execFileSync('git', ['config', '--global', '--add', 'safe.directory', tree.path])
    expect((await readCheckout(tree.path, edge)).commit).toMatch(/^[0-9a-f]{40}$/)
  })
})

describe('listTracked', () => {
  it('tells kinds, modes and names as they are', async () => {
    using tree = createWorkingTree({ 'ü "\n\t': 'a', '*run': '#!', link: '->run', 'd/e': '' })
    const files = await listTracked(await readCheckout(tree.path, edge), edge)
    expect(files.map(({ path, kind, executable }) => [path, kind, executable])).toEqual([
      ['d/e', 'file', false],
      ['link', 'symlink', false],
      ['run', 'file', true],
      ['ü "\n\t', 'file', false],
    ])
  })
})

describe('listModified', () => {
  it.each<[string, (path: string) => void]>([
    ['changed', (path) => writeFileSync(join(path, 'd/a'), 'b')],
    ['deleted', (path) => rmSync(join(path, 'd/a'))],
    ['made executable', (path) => execFileSync('chmod', ['+x', 'd/a'], { cwd: path })],
    ['moved in the index', (path) => execFileSync('git', ['mv', 'd/a', 'd/b'], { cwd: path })],
  ])('finds a file that was %s', async (_, change) => {
    using tree = createWorkingTree({ 'd/a': 'a', 'd/c': 'c' })
    const checkout = await readCheckout(tree.path, edge)
    expect(await listModified(checkout, edge)).toEqual([])
    change(tree.path)
    expect(await listModified(checkout, edge)).toContain('d/a')
  })

  it('does not count what is not tracked, nor another time of a file', async () => {
    using tree = createWorkingTree({ a: 'a' })
    tree.write({ b: 'b' })
    execFileSync('touch', ['-d', '2001-01-01', join(tree.path, 'a')])
    expect(await listModified(await readCheckout(tree.path, edge), edge)).toEqual([])
  })

  it('is not kept from it by a file system monitor of the user’s', async () => {
    using tree = createWorkingTree({ a: 'a' })
    using home = temporaryDirectory()
    writeFileSync(join(home.path, 'monitor'), '#!/bin/sh\nprintf "token\\0"\n', { mode: 0o755 })
    tree.git('config', 'core.fsmonitor', join(home.path, 'monitor'))
    tree.git('config', 'core.fsmonitorHookVersion', '2')
    tree.git('update-index', '--fsmonitor')
    tree.git('status')
    tree.write({ a: 'b' })
    expect(await listModified(await readCheckout(tree.path, edge), edge)).toEqual(['a'])
  })
})

describe('listUntracked', () => {
  it('tells what is beside tracked files, ignored or not', async () => {
    using tree = createWorkingTree({ '.gitignore': '*.log', 'd/a': 'a' })
    tree.write({ 'd/x.log': '', 'd/new/y': '', z: '' })
    expect(await listUntracked(await readCheckout(tree.path, edge), 'd', edge)).toEqual(['d/new/', 'd/x.log'])
  })
})

describe('readBlobs', () => {
  it('gives the bytes that were committed, whatever git is configured to make of them', async () => {
    using tree = createWorkingTree({ '.gitattributes': '*.txt text eol=crlf diff=upper', 'a.txt': 'a\nb\n' })
    tree.git('config', 'core.autocrlf', 'true')
    tree.git('config', 'diff.upper.textconv', 'tr a-z A-Z <')
    const [, file] = await listTracked(await readCheckout(tree.path, edge), edge)
    expect(await contentOf(tree.path, [file?.object ?? ''])).toEqual(['a\nb\n'])
  })

  it('gives them in the order asked for, empty and large and twice', async () => {
    const large = 'x'.repeat(3_000_000)
    using tree = createWorkingTree({ a: large, b: '', c: 'c\n' })
    const [a = '', b = '', c = ''] = (await listTracked(await readCheckout(tree.path, edge), edge)).map(
      ({ object }) => object,
    )
    expect(await contentOf(tree.path, [c, a, b, c])).toEqual(['c\n', large, '', 'c\n'])
  })

  it('is not misled by a replaced object', async () => {
    using tree = createWorkingTree({ a: 'good', b: 'evil' })
    const [a = '', b = ''] = (await listTracked(await readCheckout(tree.path, edge), edge)).map(
      ({ object }) => object,
    )
    tree.git('replace', a, b)
    expect(await contentOf(tree.path, [a])).toEqual(['good'])
  })

  it('refuses bytes that hash to something else', async () => {
    using tree = createWorkingTree({ a: 'good' })
    const [file] = await listTracked(await readCheckout(tree.path, edge), edge)
    const object = file?.object ?? ''
    const path = join(tree.path, '.git/objects', object.slice(0, 2), object.slice(2))
    rmSync(path)
    writeFileSync(path, deflateSync('blob 4\0evil'))
    await expect(contentOf(tree.path, [object])).rejects.toMatchObject({ code: 'mismatch' })
  })

  it('refuses an object that the clone does not have', async () => {
    using tree = createWorkingTree({ a: 'a' })
    await expect(contentOf(tree.path, ['0'.repeat(40)])).rejects.toMatchObject({ code: 'not-found' })
  })

  it('ends git when its reader stops early', async () => {
    using tree = createWorkingTree({ a: 'x'.repeat(3_000_000), b: 'b' })
    const checkout = await readCheckout(tree.path, edge)
    const objects = (await listTracked(checkout, edge)).map(({ object }) => object)
    const ended: Promise<void>[] = []
    const watched = testEdge({
      spawn: (...given) => {
        const running = edge.spawn(...given)
        ended.push(running.ended.catch(() => {}))
        return running
      },
    })
    for await (const _ of readBlobs(checkout, objects, watched)) break
    await Promise.all(ended)
    expect(ended).toHaveLength(1)
  })
})

it('lists nothing twice in a tree with directories of many kinds', async () => {
  using tree = createWorkingTree({ 'a/b': '1', 'a.b': '2', 'a-b': '3' })
  mkdirSync(join(tree.path, 'empty'))
  const files = await listTracked(await readCheckout(tree.path, edge), edge)
  expect(new Set(files.map(({ path }) => path)).size).toBe(3)
})

describe('arrangeTracked', () => {
  it('finds a path, and what is below a directory and no other', async () => {
    const paths = ['a.b/x', 'a/b', 'a/b.c', 'a-b', 'd/a/x', 'd/a.x', 'd/ab/x', 'ü/🚢']
    using tree = createWorkingTree(Object.fromEntries(paths.map((path) => [path, ''])))
    const files = await listTracked(await readCheckout(tree.path, edge), edge)
    const { at, below } = arrangeTracked(files)
    for (const directory of ['a', 'a.b', 'd', 'd/a', 'd/ab', 'ü', 'nowhere', 'a/b', 'a/']) {
      const wanted = files.filter(({ path }) => path.startsWith(`${directory}/`))
      expect([directory, below(directory)]).toEqual([directory, wanted])
    }
    expect(below('')).toEqual(files)
    expect([at('d/a/x')?.path, at('d/a'), at('')]).toEqual(['d/a/x', undefined, undefined])
  })
})
