import { glob } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { type Digest, hashing, isDigest } from '../artifact/digest.ts'
import { type DigestReference, formatRepository } from '../artifact/reference.ts'
import { Failure } from '../failure.ts'
import { readGivenFile, streamGivenFile } from './given-file.ts'
import { type Subject, subjectOf } from './statement.ts'

/** The ways to name what a statement is about; exactly one of them is wanted. */
export type SubjectSource = {
  image?: DigestReference
  paths: readonly string[]
  /** Lines as `sha256sum` writes them, or the path of a file that holds them. */
  checksums?: string
  name?: string
  digest?: Digest
}

/** Names the artifacts that a statement is about; files are hashed. */
export async function readSubjects(source: SubjectSource, workspace: string): Promise<Subject[]> {
  const { image, paths, checksums, name, digest } = source
  const given = [
    image !== undefined,
    paths.length > 0,
    checksums !== undefined,
    (name ?? digest) !== undefined,
  ]
  const ways = given.filter(Boolean).length
  if (ways !== 1) {
    const wanted =
      'wanted exactly one of image, subject-path, subject-checksums, or subject-name with subject-digest'
    throw new Failure(
      'invalid-input',
      `${ways === 0 ? 'nothing' : 'more than one artifact'} is named; ${wanted}`,
    )
  }
  if (image !== undefined) return [subjectOf(formatRepository(image), image.digest)]
  if (paths.length > 0) return readFileSubjects(paths, workspace)
  if (checksums !== undefined) return parseChecksums(await readChecksums(checksums, workspace))
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

async function readChecksums(given: string, workspace: string): Promise<string> {
  if (/^\\?[0-9a-f]{32,}[ \t]|\n/i.test(given)) return given
  return (await readGivenFile(resolve(workspace, given), given)).toString('utf8')
}

/**
 * Reads what `sha256sum` writes: a digest, a space, a mark for how the file was read, and its name.
 * https://www.gnu.org/software/coreutils/manual/html_node/cksum-output-modes.html
 */
function parseChecksums(text: string): Subject[] {
  const subjects = new Map<string, Subject>()
  for (const [number, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue
    const [, escaped, hex = '', name = ''] = /^(\\?)([0-9a-f]+) [ *]?(.+)$/i.exec(line) ?? []
    const digest = `sha256:${hex.toLowerCase()}`
    if (!isDigest(digest)) {
      throw new Failure(
        'invalid-input',
        `line ${number + 1} of subject-checksums is "${line.slice(0, 80)}"; wanted a sha256 digest and a name, as sha256sum writes`,
      )
    }
    const subject = subjectOf(escaped ? withoutEscapes(name) : name, digest)
    subjects.set(`${digest} ${subject.name}`, subject)
  }
  if (subjects.size === 0) throw new Failure('invalid-input', 'subject-checksums names no file')
  return [...subjects.values()]
}

// A line with such a name begins with a backslash.
function withoutEscapes(name: string): string {
  return name.replace(/\\([nr\\])/g, (_, letter) => ({ n: '\n', r: '\r' })[String(letter)] ?? '\\')
}

async function expand(pattern: string, workspace: string): Promise<string[]> {
  if (!/[*?[{]/.test(pattern)) return [resolve(workspace, pattern)]
  const entries = await Array.fromAsync(glob(pattern, { cwd: workspace, withFileTypes: true }))
  return entries.filter((entry) => entry.isFile()).map((entry) => resolve(entry.parentPath, entry.name))
}
