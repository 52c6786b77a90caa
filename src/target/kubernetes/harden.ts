import type { Container, PodSpec } from './objects.ts'

export type Hardened = {
  spec: PodSpec
  /** What was not set, and is now. */
  added: string[]
  /** What is set otherwise: nobody writes that by mistake, so it is not overwritten. */
  contradicted: string[]
}

type Context = Record<string, unknown>

/**
 * The "restricted" level of the Pod Security Standards, and a root file system that cannot be written to.
 * https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
 */
export function harden(spec: PodSpec): Hardened {
  const added: string[] = []
  const contradicted = (['hostNetwork', 'hostPID', 'hostIPC'] as const)
    .filter((key) => spec[key] === true)
    .map((key) => `pod: ${key} is true`)
  const pod = spec.securityContext ?? {}
  const settle = (container: Container): Container => {
    const own = container.securityContext ?? {}
    const context = { ...own }
    for (const setting of settings) {
      const found = own[setting.key] ?? (setting.ofPod ? pod[setting.key] : undefined)
      if (found === undefined) {
        context[setting.key] = setting.value
        added.push(`${container.name}: ${setting.name}`)
      } else if (!setting.holds(found)) {
        contradicted.push(`${container.name}: ${setting.key} is ${JSON.stringify(found)}`)
      }
    }
    for (const reason of refusals(own, pod)) contradicted.push(`${container.name}: ${reason}`)
    return { ...container, securityContext: context }
  }
  const containers = spec.containers.map(settle)
  const initContainers = spec.initContainers?.map(settle)
  return {
    spec: { ...spec, containers, ...(initContainers !== undefined && { initContainers }) },
    added,
    contradicted,
  }
}

type Setting = {
  key: string
  name: string
  value: unknown
  /** It may be set for all containers of the pod. */
  ofPod: boolean
  holds(found: unknown): boolean
}

const settings: readonly Setting[] = [
  {
    key: 'readOnlyRootFilesystem',
    name: 'read-only root',
    value: true,
    ofPod: false,
    holds: (found) => found === true,
  },
  { key: 'runAsNonRoot', name: 'non-root', value: true, ofPod: true, holds: (found) => found === true },
  {
    key: 'allowPrivilegeEscalation',
    name: 'no privilege escalation',
    value: false,
    ofPod: false,
    holds: (found) => found === false,
  },
  {
    key: 'capabilities',
    name: 'dropped capabilities',
    value: { drop: ['ALL'] },
    ofPod: false,
    holds: hasDropped,
  },
  {
    key: 'seccompProfile',
    name: 'seccomp RuntimeDefault',
    value: { type: 'RuntimeDefault' },
    ofPod: true,
    holds: (found) => ['RuntimeDefault', 'Localhost'].includes(String((found as Context).type)),
  },
]

/** The one capability that the standard lets a container add. */
function hasDropped(found: unknown): boolean {
  const { add = [], drop = [] } = found as { add?: string[]; drop?: string[] }
  return drop.includes('ALL') && add.every((name) => name === 'NET_BIND_SERVICE')
}

function refusals(own: Context, pod: Context): string[] {
  const user = own.runAsUser ?? pod.runAsUser
  return [
    ...(own.privileged === true ? ['privileged is true'] : []),
    ...(user === 0 ? ['runAsUser is 0'] : []),
  ]
}
