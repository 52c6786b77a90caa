// Installs the programs that the interop tests start, at pinned versions, into a folder of their own. Does nothing for
// those that are there, goes on after a failure, and ends with one line for each tool that is missing.
import { createHash } from 'node:crypto'
import { accessSync, constants, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { mkdtemp, open, rename, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { mapConcurrently } from '../../src/concurrently.ts'
import { messageOf } from '../../src/failure.ts'
import { debianNeeds, unpackDebianTool } from './debian.ts'
import { buildGoTool, goNeeds } from './go-build.ts'
import { type Log, lastLines } from './run-logged.ts'
import { moduleFolder, type Tool, tools, toolsFolder, versionOf } from './tools.ts'

/** A build of Go keeps all cores busy by itself most of the time. */
const atOnce = 2
const needs = { go: goNeeds, debian: debianNeeds }
const ways = { go: 'built with go', debian: "unpacked from Debian's packages" }

const folder = toolsFolder()
const started = performance.now()
mkdirSync(join(folder, 'log'), { recursive: true })
const missing = tools.filter((tool) => !isInstalled(tool))
const failures = (await mapConcurrently(missing, atOnce, install)).filter((failure) => failure !== undefined)

for (const failure of new Set(failures)) console.error(failure)
console.log(
  `${tools.length - failures.length} of ${tools.length} tools are in ${folder} (${secondsSince(started)})`,
)
process.exitCode = failures.length === 0 ? 0 : 1

function isInstalled(tool: Tool): boolean {
  const stamp = join(folder, tool.name, 'stamp')
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === stampOf(tool)
}

/** Installs one tool whole or not at all; returns the line that says why it is not there. */
async function install(tool: Tool): Promise<string | undefined> {
  const lacking = needs[tool.kind].programs.find((program) => !isOnPath(program))
  if (lacking !== undefined) return lackOf(lacking, tool)
  const begun = performance.now()
  const path = join(folder, 'log', `${tool.name}.log`)
  await using file = await open(path, 'w')
  const fresh = await mkdtemp(join(folder, `.${tool.name}-`))
  const title = `${tool.name} ${versionOf(tool)}`
  try {
    await make(tool, fresh, { path, file })
    await writeFile(join(fresh, 'stamp'), stampOf(tool))
    rmSync(join(folder, tool.name), { recursive: true, force: true })
    await rename(fresh, join(folder, tool.name))
    console.log(`${title}: ${ways[tool.kind]} in ${secondsSince(begun)}`)
    return undefined
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true })
    const said = lastLines({ path, file }, 10)
    console.error([`${title}, last lines of ${path}:`, ...said].join('\n  '))
    return `${title} is not installed: ${messageOf(error)} after "${said.at(-1)}"; see ${path}`
  }
}

function make(tool: Tool, fresh: string, log: Log): Promise<void> {
  return tool.kind === 'go' ? buildGoTool(tool, fresh, log) : unpackDebianTool(tool, fresh, log)
}

/** Says what is not there because of one program, in the same words for all of them. */
function lackOf(program: string, { kind }: Tool): string {
  const names = missing.filter((tool) => tool.kind === kind).map(({ name }) => name)
  return `there is no program "${program}", so these are not installed: ${names.join(', ')}; ${needs[kind].way}`
}

function isOnPath(program: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((directory) => {
    try {
      accessSync(join(directory, program), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

/** The version and a hash of everything that decides what is installed. */
function stampOf(tool: Tool): string {
  const hash = createHash('sha256').update(JSON.stringify(tool))
  const files = [join(import.meta.dirname, tool.kind === 'go' ? 'go-build.ts' : 'debian.ts')]
  if (tool.kind === 'go') files.push(...filesIn(moduleFolder(tool)))
  for (const file of files) hash.update(readFileSync(file))
  return `${versionOf(tool)} ${hash.digest('hex')}\n`
}

function filesIn(directory: string): string[] {
  return readdirSync(directory)
    .sort()
    .map((name) => join(directory, name))
}

function secondsSince(time: number): string {
  return `${((performance.now() - time) / 1000).toFixed(1)} s`
}
