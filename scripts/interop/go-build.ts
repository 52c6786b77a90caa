import { join } from 'node:path'
import { type Log, runLogged } from './run-logged.ts'
import { type GoTool, moduleFolder, versionOf } from './tools.ts'

/** The programs without which nothing of this kind can be installed, and how to come by them. */
export const goNeeds = { programs: ['go'], way: 'install Go 1.26 or newer, and put it on PATH' }

const flags = ['-trimpath', '-mod=readonly', '-buildvcs=false']

// Neither a workspace around us nor somebody's own flags may change what is built.
const environment = { CGO_ENABLED: '0', GOWORK: 'off', GOFLAGS: '' }

/** Builds each program into `bin`, from exactly the modules that its go.sum knows. */
export async function buildGoTool(tool: GoTool, folder: string, log: Log): Promise<void> {
  for (const [program, goPackage] of Object.entries(tool.programs)) {
    const output = join(folder, 'bin', program)
    const args = ['build', ...flags, '-ldflags', linkerFlags(tool), '-o', output, goPackage]
    await runLogged(
      'go',
      args,
      { cwd: moduleFolder(tool), env: { ...environment, ...tool.environment } },
      log,
    )
  }
}

function linkerFlags(tool: GoTool): string {
  const { versionVariable } = tool
  return versionVariable === undefined ? '-s -w' : `-s -w -X ${versionVariable}=${versionOf(tool)}`
}
