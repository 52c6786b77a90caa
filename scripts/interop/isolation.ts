import { readdirSync, rmdirSync } from 'node:fs'
import { join } from 'node:path'

/** Tells a test that what it starts has a network of its own: bridges and rules there are nobody else's. */
export const isolatedVariable = 'IMMUTABLE_DEPLOY_ISOLATED'

/** The control group below which containers run. */
export const controlGroup = '/immutable-deploy-interop'

/** Says why nothing can be isolated here, if so. */
export function isolationRefusal(): string | undefined {
  if (process.platform !== 'linux') return `it needs Linux, and this is ${process.platform}`
  if (process.getuid?.() !== 0) return 'it needs root, for Docker Engine and for namespaces of its own'
  return undefined
}

// The shell stays as the first process, which takes in those that have lost their parent.
const script = `
  busybox=$1; shift
  "$busybox" ip link set lo up && mount -t tmpfs tmpfs /run && mkdir /run/tmp && TMPDIR=/run/tmp "$@"
  exit $?`

/**
 * The command before another one that gives it a network with nothing but loopback, and mounts, processes and
 * temporary files of its own. However it ends, they end with it: nothing outlives even a SIGKILL.
 */
export function isolated(busybox: string): string[] {
  const dieWithParent = ['setpriv', '--pdeathsig', 'KILL']
  const namespaces = ['unshare', '--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc']
  return [...dieWithParent, ...namespaces, 'sh', '-c', script, 'sh', busybox]
}

/** Takes away the empty control groups that containers leave: they are no namespace's. */
export function removeControlGroups(folder = '/sys/fs/cgroup', ours = false): void {
  for (const name of foldersIn(folder))
    removeControlGroups(join(folder, name), ours || `/${name}` === controlGroup)
  try {
    if (ours) rmdirSync(folder)
  } catch {
    // Another run uses it, and will take it away.
  }
}

function foldersIn(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true })
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  } catch {
    // Groups of others come and go while we look.
    return []
  }
}
