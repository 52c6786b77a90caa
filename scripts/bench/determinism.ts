import { lutimesSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { startRegistry } from '../../test/support/registry.ts'
import { buildTree } from './files-build.ts'
import type { Measured } from './results.ts'
import { cloneTree, createTree, type TreeRepository } from './tree.ts'

/** What two machines may differ in, beside the folder. */
type Machine = { umask: number; fileTime: Date; env: Record<string, string> }

const machines: Machine[] = [
  { umask: 0o022, fileTime: new Date('2001-02-03'), env: { TZ: 'UTC', LC_ALL: 'C', GITHUB_RUN_ID: '1' } },
  {
    umask: 0o077,
    fileTime: new Date('2030-11-12'),
    env: { TZ: 'Pacific/Chatham', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8', GITHUB_RUN_ID: '2' },
  },
]

/** Checks that two unlike machines make the same artifact of a commit. */
export async function measureDeterminism(): Promise<Measured> {
  using tree = createTree(500)
  const digests: string[] = []
  for (const machine of machines) digests.push(await buildOn(machine, tree))
  const same = new Set(digests).size === 1
  const row = {
    what: 'same digest from two clones that differ in folder, umask, time zone, locale and file times',
    ours: same ? 'yes' : '**no**',
    aim: { text: 'yes', met: same },
  }
  return { rows: [row], behind: [{ title: 'The digests', lines: digests.map((digest) => `\`${digest}\``) }] }
}

async function buildOn({ umask, fileTime, env }: Machine, tree: TreeRepository): Promise<string> {
  // The clone and the action's process inherit it.
  const before = process.umask(umask)
  try {
    // A registry for each, or the second would find that its layer is there.
    await using registry = await startRegistry()
    using clone = cloneTree(tree)
    setFileTimes(clone, fileTime)
    return (await buildTree(clone, registry, 'acme/tree', env)).outputs.digest ?? 'none'
  } finally {
    process.umask(before)
  }
}

function setFileTimes({ path }: TreeRepository, time: Date): void {
  for (const { parentPath, name } of readdirSync(join(path, 'tree'), {
    recursive: true,
    withFileTypes: true,
  })) {
    lutimesSync(join(parentPath, name), time, time)
  }
}
