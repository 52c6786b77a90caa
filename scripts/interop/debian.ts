import { chmod, mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Log, runLogged } from './run-logged.ts'
import { type DebianTool, toolsFolder } from './tools.ts'

/** The programs without which nothing of this kind can be installed, and how to come by them. */
export const debianNeeds = { programs: ['apt-get', 'dpkg-deb'], way: 'use Debian 12 or what is built on it' }

/** Unpacks the packages and makes their programs known in `bin`. */
export async function unpackDebianTool(tool: DebianTool, folder: string, log: Log): Promise<void> {
  const root = join(folder, 'root')
  const packages = await mkdtemp(join(tmpdir(), `${tool.name}-packages-`))
  try {
    await download(tool, packages, log)
    for (const file of await readdir(packages))
      await runLogged('dpkg-deb', ['-x', join(packages, file), root], { cwd: folder }, log)
  } finally {
    await rm(packages, { recursive: true, force: true })
  }
  await mkdir(join(folder, 'bin'))
  for (const [program, file] of Object.entries(tool.programs)) await link(folder, program, file)
  for (const [program, command] of Object.entries(tool.wrapped ?? {}))
    await wrap(tool.name, folder, program, command)
}

let updated: Promise<void> | undefined

/** A machine may have no lists of packages, or old ones: only when something is not found are they fetched anew. */
async function download({ packages }: DebianTool, cwd: string, log: Log): Promise<void> {
  const wanted = Object.entries(packages).map(([name, version]) => `${name}=${version}`)
  // As root, apt-get would fetch as another user, who may not write here.
  const args = ['download', '-q', '-o', 'APT::Sandbox::User=root', ...wanted]
  try {
    await runLogged('apt-get', args, { cwd }, log)
  } catch {
    updated ??= runLogged('apt-get', ['update', '-q'], { cwd }, log)
    await updated
    await runLogged('apt-get', args, { cwd }, log)
  }
}

async function link(folder: string, program: string, file: string): Promise<void> {
  await stat(join(folder, 'root', file))
  await symlink(join('../root', file), join(folder, 'bin', program))
}

/** Its libraries are found by where they will be: a wrapper may be started through a link, and with any PATH. */
async function wrap(tool: string, folder: string, program: string, command: string): Promise<void> {
  const libraries = (await readdir(join(folder, 'root/usr/lib'))).find((name) => name.endsWith('-linux-gnu'))
  const root = join(toolsFolder(), tool, 'root')
  const lines = [
    '#!/bin/sh',
    `export LD_LIBRARY_PATH='${root}/usr/lib/${libraries}:${root}/lib/${libraries}'`,
    `export XTABLES_LIBDIR='${root}/usr/lib/${libraries}/xtables'`,
    `exec '${root}'/${command} "$@"`,
  ]
  const path = join(folder, 'bin', program)
  await writeFile(path, `${lines.join('\n')}\n`)
  await chmod(path, 0o755)
}
