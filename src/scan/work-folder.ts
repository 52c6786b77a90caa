import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Folders of one scan, which go with it: what a stopped program leaves behind as well. */
export type WorkFolder = AsyncDisposable & {
  /** Holds what is handed over to programs and what they write. */
  path: string
  /** Where programs start: an empty folder, so that none finds settings that somebody else has left. */
  empty: string
  /** Their home, for the same reason. */
  home: string
  /** What they know of Docker. */
  dockerConfig: string
}

export async function openWorkFolder(parent = tmpdir()): Promise<WorkFolder> {
  await mkdir(parent, { recursive: true })
  const path = await mkdtemp(join(parent, 'scanner-'))
  const folders = { empty: join(path, 'empty'), home: join(path, 'home'), dockerConfig: join(path, 'docker') }
  await Promise.all(Object.values(folders).map((folder) => mkdir(folder)))
  const remove = () => rm(path, { recursive: true, force: true, maxRetries: 3 })
  return { path, ...folders, [Symbol.asyncDispose]: remove }
}
