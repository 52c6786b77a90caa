import { glob } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { type Digest, hashing } from '../artifact/digest.ts'
import { type DigestReference, formatRepository } from '../artifact/reference.ts'
import { Failure } from '../failure.ts'
import { streamGivenFile } from './given-file.ts'
import { type Subject, subjectOf } from './statement.ts'

/** The ways to name what a statement is about; exactly one of them is wanted. */
export type SubjectSource = {
  image?: DigestReference
  paths: readonly string[]
  name?: string
  digest?: Digest
}

/** Names the artifacts that a statement is about; files are hashed. */
export async function readSubjects(source: SubjectSource, workspace: string): Promise<Subject[]> {
  const { image, paths, name, digest } = source
  const ways = [image !== undefined, paths.length > 0, (name ?? digest) !== undefined].filter(Boolean).length
  if (ways !== 1) {
    const wanted = 'wanted exactly one of image, subject-path, or subject-name with subject-digest'
    throw new Failure(
      'invalid-input',
      `${ways === 0 ? 'nothing' : 'more than one artifact'} is named; ${wanted}`,
    )
  }
  if (image !== undefined) return [subjectOf(formatRepository(image), image.digest)]
  if (paths.length > 0) return readFileSubjects(paths, workspace)
  if (name === undefined || digest === undefined) {
    throw new Failure('invalid-input', 'subject-name and subject-digest are given together, or not at all')
  }
  return [subjectOf(name, digest)]
}

/** Hashes a file as it streams by. */
export async function hashFile(path: string, named = path): Promise<Digest> {
  const hash = hashing()
  await streamGivenFile(path, (chunk) => hash.update(chunk), named)
  return hash.digest()
}

async function readFileSubjects(patterns: readonly string[], workspace: string): Promise<Subject[]> {
  const subjects: Subject[] = []
  for (const pattern of patterns) {
    const paths = (await expand(pattern, workspace)).toSorted()
    if (paths.length === 0) throw new Failure('invalid-input', `"${pattern}" names no file`)
    for (const path of paths) subjects.push(subjectOf(basename(path), await hashFile(path)))
  }
  return subjects
}

async function expand(pattern: string, workspace: string): Promise<string[]> {
  if (!/[*?[{]/.test(pattern)) return [resolve(workspace, pattern)]
  const entries = await Array.fromAsync(glob(pattern, { cwd: workspace, withFileTypes: true }))
  return entries.filter((entry) => entry.isFile()).map((entry) => resolve(entry.parentPath, entry.name))
}
