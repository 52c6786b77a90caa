import { execFileSync } from 'node:child_process'
import { createCipheriv } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** A repository with one commit, whose folder `tree` is what is built. */
export type TreeRepository = Disposable & { path: string }

/** Makes the same files each time, 10 kB each on average: three of four are like text, one is beyond compressing. */
export function createTree(files: number): TreeRepository {
  const path = mkdtempSync(join(tmpdir(), 'bench-tree-'))
  const random = randomBytes()
  for (let index = 0; index < files; index++) {
    const size = 200 + (random(2).readUInt16LE() % 19_600)
    const content = index % 4 === 3 ? random(size) : textOf(random, size)
    const file = join(path, 'tree', nameOf(index))
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, content, { mode: index % 50 === 0 ? 0o755 : 0o644 })
  }
  symlinkSync(nameOf(0), join(path, 'tree', 'first'))
  commitAll(path)
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) }
}

/** Clones it into a folder of another name, as another machine does. */
export function cloneTree(from: TreeRepository): TreeRepository {
  const path = mkdtempSync(join(tmpdir(), 'bench-clone-'))
  execFileSync('git', ['clone', '--quiet', `file://${from.path}`, path])
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) }
}

function nameOf(index: number): string {
  const group = String(Math.floor(index / 50)).padStart(3, '0')
  return `part-${group}/file-${String(index).padStart(5, '0')}.txt`
}

// Packed, as a clone is; without a search for similar files, of which there are none.
function commitAll(path: string): void {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: path, env: gitEnvironment })
  git('init', '--quiet', '--initial-branch=main')
  git('add', '--all')
  git('commit', '--quiet', '--message', 'A tree')
  git('repack', '-a', '-d', '--quiet', '--window=0')
}

const gitEnvironment = {
  ...process.env,
  GIT_AUTHOR_NAME: 'Acme',
  GIT_AUTHOR_EMAIL: 'dev@acme.example',
  GIT_AUTHOR_DATE: '1700000000 +0000',
  GIT_COMMITTER_NAME: 'Acme',
  GIT_COMMITTER_EMAIL: 'dev@acme.example',
  GIT_COMMITTER_DATE: '1700000000 +0000',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
}

type Random = (size: number) => Buffer

// A cipher's key stream: bytes without a pattern, and the same ones each time.
function randomBytes(): Random {
  const cipher = createCipheriv('aes-128-ctr', Buffer.alloc(16, 'key'), Buffer.alloc(16))
  return (size) => cipher.update(Buffer.alloc(size))
}

// Words of a small language, short ones more often: it compresses about as source code does.
function textOf(random: Random, size: number): string {
  const picks = random(size)
  let text = ''
  for (let index = 0; text.length < size; index++) {
    const pick = ((picks[index % size] ?? 0) * (picks[(index * 7 + 1) % size] ?? 0)) >> 6
    text += `${words[pick] ?? ''}${index % 11 === 10 ? '\n' : ' '}`
  }
  return text.slice(0, size)
}

const words = Array.from(
  { length: 1024 },
  (_, index) => (index * 7919 + 13).toString(36) + 'aeiou'[index % 5],
)
