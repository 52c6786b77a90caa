import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** A file's content; `*` before the path makes it executable, `->` before the content makes it a symlink. */
export type Content = Record<string, string | Uint8Array>

export type WorkingTree = Disposable & {
  path: string
  commit: string
  git(...args: string[]): string
  write(content: Content): void
  /** Commits everything at a fixed time, and tells the commit. */
  commitAll(): string
}

const identity = {
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@acme.example',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@acme.example',
  GIT_AUTHOR_DATE: '1700000000 +0100',
  GIT_COMMITTER_DATE: '1700000000 +0100',
}

/** The time of every commit made here, in seconds. */
export const commitTime = 1_700_000_000

/** Makes an empty directory that is removed again. */
export function temporaryDirectory(): Disposable & { path: string } {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'build-test-')))
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) }
}

/** Makes a real repository with one commit. */
export function createWorkingTree(content: Content): WorkingTree {
  const directory = temporaryDirectory()
  const tree = openWorkingTree(directory)
  tree.git('init', '--quiet', '--initial-branch=main')
  tree.write(content)
  tree.commitAll()
  return tree
}

/** Clones one into another directory, as another machine does. */
export function cloneWorkingTree(from: WorkingTree, ...options: string[]): WorkingTree {
  const directory = temporaryDirectory()
  execFileSync('git', ['clone', '--quiet', ...options, `file://${from.path}`, directory.path], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  return openWorkingTree(directory)
}

function openWorkingTree(directory: Disposable & { path: string }): WorkingTree {
  const { path } = directory
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: path, encoding: 'utf8', env: { ...process.env, ...identity } }).trim()
  return {
    path,
    git,
    get commit() {
      return git('rev-parse', 'HEAD')
    },
    write: (content) => writeContent(path, content),
    commitAll() {
      git('add', '--all', '--force')
      git('commit', '--quiet', '--allow-empty', '--message', 'change')
      return git('rev-parse', 'HEAD')
    },
    [Symbol.dispose]: () => directory[Symbol.dispose](),
  }
}

function writeContent(root: string, content: Content): void {
  for (const [key, value] of Object.entries(content)) {
    const executable = key.startsWith('*')
    const file = join(root, executable ? key.slice(1) : key)
    mkdirSync(dirname(file), { recursive: true })
    if (typeof value === 'string' && value.startsWith('->')) symlinkSync(value.slice(2), file)
    else writeFileSync(file, value)
    if (executable) chmodSync(file, 0o755)
  }
}
