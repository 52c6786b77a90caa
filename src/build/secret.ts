import { stat, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Failure } from '../failure.ts'

/** What a build may read and must not keep: a value, or the path of a file that holds it. */
export type BuildSecret = { id: string } & ({ value: string } | { path: string })

/** A secret as programs are handed it, so that it stands on no command line. */
export type SecretFile = { id: string; file: string }

/**
 * Reads secrets, one per line: `NAME=value`, or as `docker build` takes them, `id=NAME,env=VARIABLE` and
 * `id=NAME,src=path`. A line in quotes may go on over several. No message quotes one.
 */
export function parseSecrets(text: string, env: Readonly<Record<string, string | undefined>>): BuildSecret[] {
  const secrets = recordsOf(text).map((record, index) => parseSecret(record, index + 1, env))
  const twice = secrets.find(({ id }, index) => secrets.findIndex((other) => other.id === id) < index)
  if (twice !== undefined) throw new Failure('invalid-input', `"${twice.id}" is given twice`)
  return secrets
}

/** Puts each secret into a file that only we can read. */
export async function writeSecrets(
  secrets: readonly BuildSecret[],
  { context, directory }: { context: string; directory: string },
): Promise<SecretFile[]> {
  const files: SecretFile[] = []
  for (const [index, secret] of secrets.entries()) {
    const { id } = secret
    if ('path' in secret) {
      files.push({ id, file: await findFile(secret.path, id, context) })
    } else {
      const file = join(directory, `secret-${index}`)
      await writeFile(file, secret.value, { flag: 'wx', mode: 0o600 })
      files.push({ id, file })
    }
  }
  return files
}

/** Lines, or quoted records that may have line breaks, with `""` for a quote. */
function recordsOf(text: string): string[] {
  return [...text.matchAll(/^[ \t]*"((?:[^"]|"")*)"[ \t]*$|^.+$/gm)]
    .map(([line, quoted]) => quoted?.replaceAll('""', '"') ?? line.trim())
    .filter((record) => record !== '')
}

function parseSecret(
  record: string,
  position: number,
  env: Readonly<Record<string, string | undefined>>,
): BuildSecret {
  const equals = record.indexOf('=')
  const name = record.slice(0, Math.max(equals, 0)).trim()
  if (name === 'id' || name === 'type') return parseOptions(record, position, env)
  return { id: checkId(name, position), value: record.slice(equals + 1) }
}

// https://docs.docker.com/reference/cli/docker/buildx/build/#secret
function parseOptions(
  record: string,
  position: number,
  env: Readonly<Record<string, string | undefined>>,
): BuildSecret {
  const options = new Map(record.split(',').map((part) => split(part.trim())))
  const id = checkId(options.get('id') ?? '', position)
  const path = options.get('src') ?? options.get('source')
  const variable = options.get('env')
  if (path !== undefined && path !== '') return { id, path }
  if (variable === undefined || variable === '') throw malformed(position)
  const value = env[variable]
  if (value !== undefined && value !== '') return { id, value }
  throw new Failure(
    'not-found',
    `secret "${id}" is to come from the variable "${variable}", which is not set`,
  )
}

function split(part: string): [string, string] {
  const equals = part.indexOf('=')
  return equals < 0 ? [part, ''] : [part.slice(0, equals), part.slice(equals + 1)]
}

function checkId(id: string, position: number): string {
  if (/^[\w.-]+$/.test(id)) return id
  throw malformed(position)
}

function malformed(position: number): Failure {
  return new Failure(
    'invalid-input',
    `secret ${position} is not one; wanted NAME=value, id=NAME,env=VARIABLE or id=NAME,src=path`,
  )
}

async function findFile(path: string, id: string, context: string): Promise<string> {
  const file = resolve(context, path)
  const found = await stat(file).catch(() => undefined)
  if (found?.isFile()) return file
  throw new Failure(
    'not-found',
    `secret "${id}" is to come from "${path}", and there is no such file in the context`,
  )
}
