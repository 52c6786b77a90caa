import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Failure, isFailure, messageOf } from '../failure.ts'
import type { ScannerEdge } from './scanner.ts'
import { installTool } from './tool-archive.ts'
import { defaultVersion, refusedVersions, type ToolName } from './tool-pins.ts'
import { runTool } from './tool-run.ts'
import type { WorkFolder } from './work-folder.ts'

/** Where a scanner's programs come from, and how long one may take. */
export type ToolSettings = {
  /** The folder where the programs are, or the scanner's own program. */
  path?: string
  version?: string
  /** The sha256 of the archive of that version, in hexadecimal. */
  checksum?: string
  /** Where archives and databases are kept between runs. */
  cacheFolder?: string
  /** Where a scan keeps its files while it lasts. */
  temp?: string
  /** Where databases are instead, by tool. */
  databases?: Partial<Record<ToolName, string>>
  /** Milliseconds that one run of a program may take. */
  timeout?: number
}

/** A program that is there. */
export type Tool = { name: ToolName; program: string; version: string }

/** Reads a version: `0.75.0`, or `v0.75.0` as its tag is named. */
export function parseToolVersion(text: string): string {
  const version = /^v?(\d+\.\d+\.\d+(?:[-+][\w.-]+)?)$/.exec(text)?.[1]
  if (version !== undefined) return version
  throw new Failure('invalid-input', `"${text}" is not a version; wanted one such as 0.75.0`)
}

/** Finds a tool where the settings say, on PATH, or in its archive. A version that is known to be evil is refused. */
export async function findTool(
  name: ToolName,
  settings: ToolSettings,
  work: WorkFolder,
  edge: ScannerEdge,
): Promise<Tool> {
  const { path, version } = settings
  refuseVersion(name, version)
  if (path !== undefined) {
    const program = await programAt(path, name)
    const found = { name, program, version: await askVersion(name, program, work, edge) }
    if (version === undefined || found.version === version) return found
    throw new Failure(
      'mismatch',
      `${program} is version ${found.version}; wanted ${version}, as "scanner-version" says`,
    )
  }
  const onPath = await versionOnPath(name, work, edge)
  if (onPath !== undefined && (version === undefined || version === onPath)) {
    return { name, program: name, version: onPath }
  }
  const wanted = version ?? defaultVersion(name)
  return { name, program: await installTool(name, wanted, settings, work, edge), version: wanted }
}

/** Says no to versions that were made by thieves. */
function refuseVersion(name: ToolName, version: string | undefined): void {
  const reason = version === undefined ? undefined : refusedVersions[name]?.[version]
  if (reason === undefined) return
  throw new Failure('denied', `${name} ${version} is not run: ${reason}; use ${defaultVersion(name)}`)
}

async function versionOnPath(
  name: ToolName,
  work: WorkFolder,
  edge: ScannerEdge,
): Promise<string | undefined> {
  try {
    return await askVersion(name, name, work, edge)
  } catch (error) {
    if (isFailure(error, 'not-found')) return undefined
    throw error
  }
}

async function askVersion(
  name: ToolName,
  program: string,
  work: WorkFolder,
  edge: ScannerEdge,
): Promise<string> {
  const args = name === 'trivy' ? ['version', '--format', 'json'] : ['version', '--output', 'json']
  const { stdout } = await runTool({ name, program }, args, { work, timeout: versionTimeout }, edge)
  const version = versionIn(stdout)
  if (version === undefined) {
    throw new Failure(
      'mismatch',
      `${program} does not say its version; wanted "${args.join(' ')}" to tell it as JSON`,
    )
  }
  refuseVersion(name, version)
  return version
}

const versionTimeout = 60_000

// Trivy writes `Version`, with a `v` in builds of one's own, the others `version`.
function versionIn(text: string): string | undefined {
  let told: { Version?: unknown; version?: unknown } | null
  try {
    told = JSON.parse(text)
  } catch {
    // Whatever it is, it is not what tells a version.
    return undefined
  }
  return /^v?(\d+\.\d+\.\d+\S*)$/.exec(String(told?.Version ?? told?.version))?.[1]
}

async function programAt(path: string, name: ToolName): Promise<string> {
  try {
    const found = await stat(path)
    // Syft is what a scanner needs beside itself, and is looked for there.
    if (!found.isDirectory()) return name === 'syft' ? await programAt(join(path, '..'), name) : path
    const program = join(path, process.platform === 'win32' ? `${name}.exe` : name)
    await stat(program)
    return program
  } catch (cause) {
    if (isFailure(cause)) throw cause
    throw new Failure(
      'not-found',
      `there is no ${name} at "${path}", which "scanner-path" names: ${messageOf(cause)}`,
    )
  }
}
