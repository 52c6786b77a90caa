import { Failure, isFailure } from '../../failure.ts'
import { inert } from '../../inert.ts'
import type { TargetEdge } from '../target.ts'
import { failureOf, lastLine } from './kubectl-failure.ts'

/** Who we are to the API server: whose fields are whose is kept by this name. */
export const fieldManager = 'immutable-deploy'

export type Cluster = { namespace: string; context?: string; kubeconfig?: string }

/** What is asked of a cluster, by the `kubectl` that is on PATH. Objects are in one namespace. */
export interface Kubectl {
  readonly namespace: string
  /** Reads `deployments/web` or a list, from a group of the API; undefined if it is not there. */
  read<T>(group: Group, path: string, query?: Record<string, string>): Promise<T | undefined>
  /** Writes a whole object by server-side apply. */
  apply<T>(object: object): Promise<T>
  /** Changes part of an object; one that carries a resourceVersion is refused with `mismatch` if the object moved. */
  patch<T>(object: string, type: 'merge' | 'strategic', patch: object): Promise<T>
  /** Asks whether a change would be taken, and changes nothing. */
  tryPatch(object: string, type: 'merge' | 'strategic', patch: object): Promise<void>
  /** Removes an object, and what it owns after it; refused with `mismatch` if it is another one, or moved, by now. */
  remove(group: Group, path: string, preconditions: Preconditions): Promise<void>
  /** Waits for a rollout to end, at most these seconds; says whether it has. */
  awaitRollout(object: string, seconds: number): Promise<boolean>
  /** The last lines of a container that has ended before. */
  lastWords(pod: string, container: string): Promise<string>
  /** The arguments by which the same cluster is asked. */
  readonly args: readonly string[]
}

const groups = {
  core: '/api/v1',
  apps: '/apis/apps/v1',
  batch: '/apis/batch/v1',
  discovery: '/apis/discovery.k8s.io/v1',
  gateway: '/apis/gateway.networking.k8s.io/v1',
}
export type Group = keyof typeof groups

/** What an object must be still: https://kubernetes.io/docs/reference/kubernetes-api/definitions/preconditions-v1-meta */
export type Preconditions = { uid: string | undefined; resourceVersion: string | undefined }

/** Seconds that one request may take. */
const requestTimeout = 30
/** Milliseconds after which a kubectl that hangs is killed; plugins that fetch credentials take their time. */
const killAfter = 90_000
const attempts = 3

export function connectKubectl(
  { namespace, context, kubeconfig }: Cluster,
  edge: Pick<TargetEdge, 'exec' | 'sleep' | 'log'>,
): Kubectl {
  const args = [
    `--namespace=${namespace}`,
    ...(context === undefined ? [] : [`--context=${context}`]),
    ...(kubeconfig === undefined ? [] : [`--kubeconfig=${kubeconfig}`]),
  ]
  const uriOf = (group: Group, path: string) =>
    `${groups[group]}/namespaces/${encodeURIComponent(namespace)}/${path}`
  const run = async (command: readonly string[], { input = '', seconds = 0 } = {}) => {
    const timeout = `--request-timeout=${requestTimeout + seconds}s`
    const all = [...args, timeout, ...command]
    const options = { input, timeout: killAfter + seconds * 1000, allowFailure: true }
    return edge.exec('kubectl', all, options)
  }
  const succeed = async (command: readonly string[], input?: string) => {
    const { exitCode, stdout, stderr } = await run(command, { input })
    if (exitCode === 0) return stdout
    throw failureOf(stderr, namespace) ?? unexplained(command, stderr)
  }
  // Only what changes nothing is asked again: of anything else it is not known whether it was done.
  const ask = async (command: readonly string[]) => {
    for (let attempt = 1; ; attempt++) {
      const { exitCode, stdout, stderr } = await run(command)
      if (exitCode === 0) return stdout
      const failure = failureOf(stderr, namespace) ?? unexplained(command, stderr)
      if (failure.code === 'not-found') return undefined
      if (failure.code !== 'unavailable' || attempt === attempts) throw failure
      edge.log.debug(`kubectl: ${failure.message}; again`)
      await edge.sleep(500 * 2 ** attempt)
    }
  }
  return {
    namespace,
    args,
    // By its path, kubectl asks the server for this alone, and not for all that the server knows.
    read: async (group, path, query = {}) => {
      const search = new URLSearchParams(query).toString()
      const answer = await ask(['get', '--raw', `${uriOf(group, path)}${search && `?${search}`}`])
      return (answer === undefined ? undefined : parse(answer)) as never
    },
    apply: async (object) =>
      parse(
        await succeed(
          ['apply', '--server-side', `--field-manager=${fieldManager}`, '--output=json', '--filename=-'],
          JSON.stringify(object),
        ),
      ) as never,
    patch: async (object, type, patch) => parse(await succeed(patchOf(object, type, patch))) as never,
    tryPatch: async (object, type, patch) => {
      await succeed([...patchOf(object, type, patch), '--dry-run=server'])
    },
    remove: async (group, path, preconditions) => {
      const options = {
        kind: 'DeleteOptions',
        apiVersion: 'v1',
        preconditions,
        propagationPolicy: 'Background',
      }
      const command = ['delete', '--raw', uriOf(group, path), '--filename=-']
      await succeed(command, JSON.stringify(options)).catch((error: unknown) => {
        if (!isFailure(error, 'not-found')) throw error
      })
    },
    awaitRollout: async (object, seconds) => {
      const command = ['rollout', 'status', object, `--timeout=${seconds}s`]
      const { exitCode, stderr } = await run(command, { seconds })
      if (exitCode === 0) return true
      const failure = failureOf(stderr, namespace)
      // That time is over is no failure of the rollout yet: its objects say what is.
      if (failure !== undefined && failure.code !== 'unavailable') throw failure
      return false
    },
    lastWords: async (pod, container) =>
      succeed(['logs', pod, `--container=${container}`, '--previous', '--tail=5']),
  }
}

function patchOf(object: string, type: string, patch: object): string[] {
  return [
    ...['patch', object, `--field-manager=${fieldManager}`, '--output=json'],
    ...[`--type=${type}`, `--patch=${JSON.stringify(patch)}`],
  ]
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new Failure('mismatch', `kubectl did not answer with JSON: ${inert(text.slice(0, 80))}`, { cause })
  }
}

function unexplained([verb]: readonly string[], stderr: string): Failure {
  return new Failure('unavailable', `kubectl ${verb} failed: ${inert(lastLine(stderr), 300)}`)
}
