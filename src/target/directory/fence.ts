import { readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ignoreMissing } from './files.ts'
import { refusal } from './refusal.ts'

/** A file of this name for the greatest fence: to make one is a single step, and which is greatest needs no order. */
const prefix = '.fence-'

/** Leaves word that a swap with this fence was begun; lower ones are of no use any more. */
export async function raiseFence(path: string, fence: number): Promise<void> {
  await writeFile(join(path, `${prefix}${fence}`), '')
  const lower = (await fencesIn(path)).filter((other) => other < fence)
  await Promise.all(lower.map((other) => rm(join(path, `${prefix}${other}`), { force: true })))
}

/** Refuses whoever comes after a swap with a greater fence. */
export async function assertNotLate(path: string, fence: number): Promise<void> {
  const greatest = Math.max(...(await fencesIn(path)))
  if (greatest <= fence) return
  throw refusal.late(path, fence, greatest)
}

async function fencesIn(path: string): Promise<number[]> {
  const names = (await readdir(path).catch(ignoreMissing)) ?? []
  return names.filter((name) => /^\.fence-\d+$/.test(name)).map((name) => Number(name.slice(prefix.length)))
}
