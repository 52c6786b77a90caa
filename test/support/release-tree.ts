import { lstat, readdir, readFile, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import { digestOf } from '../../src/artifact/digest.ts'
import type { TarEntry } from './artifacts.ts'

/** A layer with everything that a release may hold. */
export const everything: TarEntry[] = [
  { name: 'empty', content: '' },
  { name: 'empty folder/', type: 'directory' },
  { name: 'bin/', type: 'directory' },
  { name: 'bin/run', mode: 0o755, content: '#!/bin/sh\n' },
  { name: 'Überblick – 概要.txt', content: 'names in any script' },
  { name: 'it\'s $(odd) "quoted"\\n', content: 'x'.repeat(513) },
  { name: '-rf', content: 'no option' },
  { name: `${'long/'.repeat(30)}${'name'.repeat(50)}`, content: 'long' },
  { name: 'bin/again', type: 'link', linkname: 'bin/run' },
  { name: 'soft', type: 'symlink', linkname: `${'long/'.repeat(30)}${'name'.repeat(50)}` },
  { name: 'bin/up', type: 'symlink', linkname: '../empty' },
]

/** Tells all names below a folder, what they are, and their modes, links and contents. */
export async function describeTree(folder: string): Promise<unknown[]> {
  const names = (await readdir(folder, { recursive: true })).sort()
  return Promise.all(
    names.map(async (name) => {
      const path = join(folder, name)
      const { mode, nlink } = await lstat(path)
      const type = mode & 0o170000
      if (type === 0o120000) return [name, 'link', await readlink(path)]
      if (type === 0o040000) return [name, 'folder', mode & 0o777]
      return [name, 'file', mode & 0o777, nlink, digestOf(await readFile(path))]
    }),
  )
}
