import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** The commits and files of the repository. */
export interface History {
  head(): string
  /** Finds the commit that a branch, tag or hash names. */
  resolve(ref: string): Promise<string | undefined>
  read(commit: string, path: string): Promise<Uint8Array | undefined>
  /** As git has it of a file: 0o100644, or 0o120000 for a link. */
  mode(commit: string, path: string): Promise<number>
  compare(
    base: string,
    head: string,
  ): Promise<{ ahead: string[]; behind: string[]; mergeBase: string } | undefined>
  /** The first line of a commit's message. */
  subject(commit: string): Promise<string>
  /** The name in the commit. */
  author(commit: string): Promise<string>
}

export type HistoryOptions = {
  git?: string
  files?: Record<string, string | Uint8Array>
  commits?: readonly string[]
  defaultBranch?: string
}

export function connectHistory(options: HistoryOptions): History {
  if (options.git !== undefined) return gitHistory(options.git, options.defaultBranch ?? 'main')
  return listedHistory(options)
}

function gitHistory(directory: string, defaultBranch: string): History {
  const git = async (...args: string[]): Promise<Buffer | undefined> => {
    const run = promisify(execFile)
    const done = run('git', ['-C', directory, ...args], { encoding: 'buffer', maxBuffer: 256 * 1024 * 1024 })
    // Git says "no such thing" by its exit code; what else may be wrong shows as the same in a test.
    return done.then(({ stdout }) => stdout).catch(() => undefined)
  }
  const resolve = async (ref: string) => {
    const name = ref === 'HEAD' ? defaultBranch : ref
    return (await git('rev-parse', '--verify', '--quiet', `${name}^{commit}`))?.toString().trim()
  }
  const list = async (range: string) =>
    ((await git('rev-list', '--reverse', range))?.toString() ?? '').split('\n').filter((line) => line !== '')
  return {
    head: () => defaultBranch,
    resolve,
    read: (commit, path) => git('cat-file', 'blob', `${commit}:${path}`),
    mode: async (commit, path) =>
      Number.parseInt((await git('ls-tree', commit, '--', path))?.toString().split(' ')[0] ?? '', 8),
    subject: async (commit) => (await git('show', '-s', '--format=%s', commit))?.toString().trim() ?? '',
    author: async (commit) => (await git('show', '-s', '--format=%an', commit))?.toString().trim() ?? '',
    compare: async (baseRef, headRef) => {
      const [base, head] = await Promise.all([resolve(baseRef), resolve(headRef)])
      if (base === undefined || head === undefined) return undefined
      const mergeBase = (await git('merge-base', base, head))?.toString().trim()
      if (mergeBase === undefined) return undefined
      const [ahead, behind] = await Promise.all([list(`${base}..${head}`), list(`${head}..${base}`)])
      return { ahead, behind, mergeBase }
    },
  }
}

const someCommit = '1'.repeat(40)

function listedHistory({
  files = {},
  commits = [someCommit],
  defaultBranch = 'main',
}: HistoryOptions): History {
  const last = commits.at(-1) ?? someCommit
  const names = ['HEAD', defaultBranch, `refs/heads/${defaultBranch}`]
  const resolve = async (ref: string) =>
    names.includes(ref) ? last : commits.find((commit) => commit === ref)
  return {
    head: () => last,
    resolve,
    read: async (_, path) => {
      const content = files[path]
      return typeof content === 'string' ? Buffer.from(content) : content
    },
    mode: async () => 0o100644,
    subject: async (commit) => `commit ${commit.slice(0, 7)}`,
    author: async () => 'Octocat',
    compare: async (baseRef, headRef) => {
      const [base, head] = await Promise.all([resolve(baseRef), resolve(headRef)])
      if (base === undefined || head === undefined) return undefined
      const [from, to] = [commits.indexOf(base), commits.indexOf(head)]
      const mergeBase = commits[Math.min(from, to)] ?? base
      return { ahead: commits.slice(from + 1, to + 1), behind: commits.slice(to + 1, from + 1), mergeBase }
    },
  }
}
