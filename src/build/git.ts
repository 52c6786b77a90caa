import { createHash } from 'node:crypto'
import { realpath } from 'node:fs/promises'
import { devNull } from 'node:os'
import { resolve } from 'node:path'
import type { Edge, Running } from '../edge.ts'
import { Failure } from '../failure.ts'

/** A commit that is checked out, and where. */
export type Checkout = {
  /** The top directory of the working tree. */
  root: string
  /** What leads from there to the directory that was asked about: `services/web/`, or nothing. */
  prefix: string
  /** 40 hexadecimal digits. */
  commit: string
  /** When it was committed, in seconds since 1970. */
  time: number
}

/** A path in a commit's tree; paths are relative to its top and use `/`. */
export type TrackedFile = {
  path: string
  kind: 'file' | 'symlink' | 'submodule'
  executable: boolean
  object: string
}

/** A commit's tree, in which nothing is searched for from one end to the other. */
export type TrackedTree = {
  at(path: string): TrackedFile | undefined
  /** Everything below a directory, in git's order; below nothing is the whole tree. */
  below(directory: string): readonly TrackedFile[]
}

/** A blob as it comes out of git; `bytes` must be read to its end before the next one is asked for. */
export type GitBlob = { object: string; size: number; bytes: AsyncIterable<Uint8Array> }

/** Reads which commit is checked out in a directory. */
export async function readCheckout(directory: string, edge: Pick<Edge, 'exec'>): Promise<Checkout> {
  // Git answers relative to where the directory really is.
  const real = await realpath(directory).catch((cause: unknown) => {
    throw new Failure('not-found', `there is no directory "${directory}"; is the input "context" right?`, {
      cause,
    })
  })
  const [place, head] = await Promise.all([
    git(real, ['rev-parse', '--show-cdup', '--show-prefix'], edge),
    git(real, ['cat-file', '--batch'], edge, 'HEAD\n'),
  ])
  const [cdup, prefix, ...rest] = place.replace(/\n$/, '').split('\n')
  if (cdup === undefined || prefix === undefined || rest.length > 0) {
    throw new Failure('invalid-input', `"${directory}" is not inside of a git working tree`)
  }
  const [header = '', ...lines] = head.split('\n')
  const [commit = '', kind] = header.split(' ')
  // An unborn branch and a clone that lacks the commit answer alike: "HEAD missing".
  if (kind !== 'commit') {
    throw new Failure('not-found', `"${directory}" has no commit checked out; check one out before this step`)
  }
  if (!/^[0-9a-f]{40}$/.test(commit)) {
    throw new Failure('invalid-input', `commit ${commit} is not named by SHA-1, as on GitHub`)
  }
  return { root: resolve(real, cdup), prefix, commit, time: commitTimeOf(lines, commit) }
}

/** Lists the whole tree of the checked out commit, in git's order. */
export async function listTracked(checkout: Checkout, edge: Pick<Edge, 'exec'>): Promise<TrackedFile[]> {
  const arguments_ = ['ls-tree', '-r', '-z', '--full-tree', checkout.commit]
  return splitRecords(await git(checkout.root, arguments_, edge)).map(parseTreeRecord)
}

/** Arranges what is tracked by its paths. */
export function arrangeTracked(files: readonly TrackedFile[]): TrackedTree {
  const byPath = new Map(files.map((file) => [file.path, file]))
  // Git lists what is below one directory together, so that its first and its last tell all of it.
  const ranges = new Map<string, { start: number; end: number }>()
  for (const [index, { path }] of files.entries()) {
    for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
      const directory = path.slice(0, slash)
      const range = ranges.get(directory)
      if (range) range.end = index + 1
      else ranges.set(directory, { start: index, end: index + 1 })
    }
  }
  return {
    at: (path) => byPath.get(path),
    below(directory) {
      if (directory === '') return files
      const { start, end } = ranges.get(directory) ?? { start: 0, end: 0 }
      return files.slice(start, end)
    },
  }
}

/** Lists tracked files that differ from the commit, in the index or on disk. */
export async function listModified(checkout: Checkout, edge: Pick<Edge, 'exec'>): Promise<string[]> {
  const arguments_ = ['status', '--porcelain=v1', '-z', '--untracked-files=no', '--ignore-submodules=dirty']
  // `XY path`; renames, which would take two records, are turned off.
  return splitRecords(await git(checkout.root, arguments_, edge)).map((record) => record.slice(3))
}

/** Lists what a directory of the working tree holds beside tracked files; whole directories end in `/`. */
export async function listUntracked(
  checkout: Checkout,
  path: string,
  edge: Pick<Edge, 'exec'>,
): Promise<string[]> {
  const arguments_ = ['ls-files', '--others', '--directory', '--no-empty-directory', '-z', '--', path || '.']
  return splitRecords(await git(checkout.root, arguments_, edge))
}

/** Streams blobs in the order asked for through one git process; each is hashed as it passes. */
export async function* readBlobs(
  checkout: Checkout,
  objects: readonly string[],
  edge: Pick<Edge, 'spawn'>,
): AsyncGenerator<GitBlob> {
  if (objects.length === 0) return
  const running = edge.spawn('git', [...settings, '-C', checkout.root, 'cat-file', '--batch', '--buffer'], {
    env: environment,
  })
  try {
    void feed(running, objects)
    const output = byteReader(running.stdout)
    for (const object of objects) {
      const header = await output.line()
      if (header === undefined) await running.ended
      const size = parseBlobHeader(header ?? '', object)
      yield { object, size, bytes: hashedBlob(output.take(size), object, size) }
      await output.skip(1)
    }
    await running.ended
  } finally {
    running.kill()
    // Output that nobody reads any more would keep the process from being seen to end.
    running.stdout.destroy()
  }
}

// What a user's or a machine's git configuration could change about an answer is set here. What says who may
// read the repository (safe.directory) and how files lie on disk (core.autocrlf) is left as it is.
const settings = [
  '--no-replace-objects',
  '--literal-pathspecs',
  ...['core.quotePath=false', 'core.fsmonitor=false', 'core.untrackedCache=false', 'status.renames=false'],
  ...['color.ui=false', `core.hooksPath=${devNull}`, 'submodule.recurse=false'],
].flatMap((setting) => (setting.startsWith('--') ? [setting] : ['-c', setting]))

const environment = {
  LC_ALL: 'C',
  LANGUAGE: 'C',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
  GIT_PAGER: 'cat',
}

async function git(
  directory: string,
  args: readonly string[],
  { exec }: Pick<Edge, 'exec'>,
  input?: string,
): Promise<string> {
  const { exitCode, stdout, stderr } = await exec('git', [...settings, '-C', directory, ...args], {
    env: environment,
    allowFailure: true,
    ...(input !== undefined && { input }),
  })
  if (exitCode !== 0) throw gitFailure(directory, args[0] ?? '', stderr)
  return stdout
}

// Git has one exit code for everything that is fatal, so its words decide; the locale is set to C above.
function gitFailure(directory: string, command: string, stderr: string): Failure {
  if (/dubious ownership|unsafe repository/.test(stderr)) {
    return new Failure(
      'unauthorized',
      `git refuses "${directory}" because another user owns it; run git config --global --add safe.directory "${directory}" before this step`,
    )
  }
  if (/not a git repository|must be run in a work tree/.test(stderr)) {
    return new Failure(
      'not-found',
      `"${directory}" is not in a git working tree; run actions/checkout before this step, with git installed`,
    )
  }
  const reason = stderr.trim().split('\n').at(-1) ?? ''
  return new Failure('unavailable', `git ${command} failed in "${directory}": ${reason}`)
}

function commitTimeOf(lines: readonly string[], commit: string): number {
  // Headers end at the first empty line; what follows is the message.
  const headers = lines.slice(0, lines.indexOf(''))
  const seconds = headers.map((line) => /^committer .* ([0-9]+) [+-][0-9]{4}$/.exec(line)?.[1]).find(Boolean)
  if (seconds === undefined) throw new Failure('mismatch', `commit ${commit} does not say when it was made`)
  return Number(seconds)
}

function splitRecords(output: string): string[] {
  if (output === '') return []
  if (!output.endsWith('\0')) throw new Failure('unavailable', "git's answer ends in the middle of a line")
  return output.slice(0, -1).split('\0')
}

// https://git-scm.com/docs/git-ls-tree#_output_format
function parseTreeRecord(record: string): TrackedFile {
  const match = /^([0-7]{6}) (?:blob|commit) ([0-9a-f]{40})\t(.+)$/s.exec(record)
  const [, mode, object, path] = match ?? []
  const kind = mode === undefined ? undefined : kinds[mode]
  if (object === undefined || path === undefined || kind === undefined) {
    throw new Failure('mismatch', `git lists something unknown: "${record}"`)
  }
  return { path, kind, executable: mode === '100755', object }
}

const kinds: Record<string, TrackedFile['kind']> = {
  '100644': 'file',
  // Group-writable: written by git before 2005, and still in old histories.
  '100664': 'file',
  '100755': 'file',
  '120000': 'symlink',
  '160000': 'submodule',
}

async function feed({ stdin }: Running, objects: readonly string[]): Promise<void> {
  for (let start = 0; start < objects.length; start += 512) {
    const room = stdin.write(`${objects.slice(start, start + 512).join('\n')}\n`)
    // A pipe that closed never drains; the reader sees the end of the output and why.
    if (!room && !stdin.destroyed) await new Promise<void>((resolve) => stdin.once('drain', resolve))
  }
  stdin.end()
}

// https://git-scm.com/docs/git-cat-file#_batch_output
function parseBlobHeader(header: string, object: string): number {
  const [name, kind, size] = header.split(' ')
  if (name === object && kind === 'blob' && /^[0-9]+$/.test(size ?? '')) return Number(size)
  throw new Failure(
    'not-found',
    `object ${object} of this commit is missing from the clone; check out without "filter" and try again`,
  )
}

/** Passes a blob on and fails at its end unless it hashes to its name. */
async function* hashedBlob(
  bytes: AsyncIterable<Uint8Array>,
  object: string,
  size: number,
): AsyncGenerator<Uint8Array> {
  // https://git-scm.com/book/en/v2/Git-Internals-Git-Objects#_object_storage
  const hash = createHash('sha1').update(`blob ${size}\0`)
  for await (const chunk of bytes) {
    hash.update(chunk)
    yield chunk
  }
  const found = hash.digest('hex')
  if (found !== object) throw new Failure('mismatch', `git object ${object} hashes to ${found}`)
}

/** Reads lines and counted bytes from one stream. */
function byteReader(stream: AsyncIterable<Uint8Array>) {
  const chunks = stream[Symbol.asyncIterator]()
  let rest: Uint8Array = new Uint8Array()

  async function fill(): Promise<boolean> {
    const { done, value } = await chunks.next()
    if (done) return false
    rest = rest.length === 0 ? value : Buffer.concat([rest, value])
    return true
  }
  async function* take(size: number): AsyncGenerator<Uint8Array> {
    for (let left = size; left > 0; ) {
      if (rest.length === 0 && !(await fill())) throw new Failure('unavailable', 'git stopped in mid-file')
      const chunk = rest.subarray(0, left)
      rest = rest.subarray(chunk.length)
      left -= chunk.length
      yield chunk
    }
  }
  return {
    take,
    async line(): Promise<string | undefined> {
      while (!rest.includes(0x0a)) if (!(await fill())) return undefined
      const end = rest.indexOf(0x0a)
      const text = Buffer.from(rest.subarray(0, end)).toString('latin1')
      rest = rest.subarray(end + 1)
      return text
    },
    async skip(size: number): Promise<void> {
      for await (const _ of take(size));
    },
  }
}
