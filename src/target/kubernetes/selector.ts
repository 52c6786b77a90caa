import { Failure } from '../../failure.ts'
import { sharesOf } from '../shares.ts'
import { fenceAnnotation } from './fence.ts'
import type { Kubectl } from './kubectl.ts'
import type { Candidate, Look } from './look.ts'
import type { Service } from './objects.ts'
import { formatOwner, isOurs, names, nothing, type Owner } from './release.ts'
import type { Goal, Traffic } from './traffic.ts'
import { refuseMoved } from './unmoved.ts'

/**
 * Traffic by the selector of a Service. Its user's keys stay as they are; one key of ours names the release that is
 * selected, and without it all of them are: then their numbers of pods are their shares.
 */
export function trafficBySelector(name: string, owner: Owner, kubectl: Kubectl): Traffic {
  const endpoints = ({ endpoints }: Look) => endpoints.get(name) ?? []
  return {
    shares: (seen) => sharesOf(endpoints(seen).map(({ digest }) => [digest, 1])),
    ledTo: ({ service }) => {
      if (service === undefined) return []
      const label = service.spec.selector?.[names.release]
      if (label === undefined) return 'all'
      return label === nothing ? [] : [label]
    },
    prepare: async (seen, labels, release) => {
      const service = serviceIn(seen, name, kubectl)
      assertSelects(service, labels)
      assertAlone(seen.services, [name, release], labels)
      const label = claimable(seen, name)
      if (label === undefined) return
      await select(service, label, owner, kubectl).catch(async (error: unknown) => {
        // Another run of ours may have done the same at the same time.
        const now = await kubectl.read<Service>('core', `services/${name}`)
        const isDone = now !== undefined && isOurs(now.metadata, owner) === true
        if (!isDone || now.spec.selector?.[names.release] !== label) throw error
      })
    },
    leader: (seen) => serviceIn(seen, name, kubectl).metadata,
    lead: async (seen, { candidate, percent, former }, fence) => {
      const service = serviceIn(seen, name, kubectl)
      if (percent > 0 && percent < 100) {
        assertOnly(seen, [candidate.label, former?.label])
        await select(service, null, owner, kubectl, fence)
      } else {
        const only = percent === 100 ? candidate : former
        await select(service, only === undefined ? nothing : labelFor(only), owner, kubectl, fence)
      }
    },
    isSettled: (seen, goal) => {
      const wanted = receiversOf(goal)
      const found = endpoints(seen)
      return (
        found.every(({ label }) => wanted.some((one) => one.label === label)) &&
        wanted.every((one) => {
          const count = found.filter(({ label }) => label === one.label).length
          // Of a release of ours there may be pods still that are going; one of its owner's may be scaled by others.
          const most = one.ours ? (one.deployment.spec.replicas ?? 1) : count
          return count > 0 && count <= most && count === (seen.ready.get(one.label ?? '') ?? 0)
        })
      )
    },
    attach: async () => {},
  }
}

/** The releases that are to be reached. */
export function receiversOf({ candidate, percent, former }: Goal): Candidate[] {
  return [...(percent > 0 ? [candidate] : []), ...(percent < 100 && former !== undefined ? [former] : [])]
}

export function serviceIn({ service }: Look, name: string, { namespace }: Kubectl): Service {
  if (service === undefined)
    throw new Failure('not-found', `there is no Service "${name}" in namespace "${namespace}"`)
  return service
}

/** Refuses a Service that leads to nothing that a release will be. */
function assertSelects({ metadata, spec }: Service, labels: Record<string, string>): void {
  const { [names.release]: _, ...selector } = spec.selector ?? {}
  const object = `Service "${metadata.name}"`
  if (Object.keys(selector).length === 0 || spec.type === 'ExternalName') {
    throw new Failure('invalid-input', `${object} has no selector, so it cannot be led to a release`)
  }
  const missing = Object.entries(selector).find(([key, value]) => labels[key] !== value)
  if (missing === undefined) return
  throw new Failure(
    'invalid-input',
    `${object} selects nothing of what is staged: it wants ${missing.join('=')}, which the pods do not have`,
  )
}

/** Refuses another Service that would lead to what is only staged. */
function assertAlone(
  services: readonly Service[],
  own: readonly string[],
  labels: Record<string, string>,
): void {
  const other = services.find(({ metadata, spec }) => {
    const selector = Object.entries(spec.selector ?? {})
    return (
      !own.includes(metadata.name) &&
      selector.length > 0 &&
      spec.clusterIP !== 'None' &&
      selector.every(([key, value]) => labels[key] === value)
    )
  })
  if (other === undefined) return
  throw new Failure(
    'denied',
    `Service "${other.metadata.name}" would lead to what is only staged; add to its selector the key "${names.release}", or use the strategy "rolling"`,
  )
}

/**
 * The label that the selector is to name before anything is staged, so that nothing new is selected: what is
 * selected now is selected then. Undefined if it names one already.
 */
function claimable(seen: Look, name: string): string | undefined {
  if (seen.service?.spec.selector?.[names.release] !== undefined) return undefined
  const labels = new Set((seen.endpoints.get(name) ?? []).map(({ label }) => label))
  if (labels.size === 0) return nothing
  const [label] = labels
  if (labels.size === 1 && label !== undefined) return label
  const found =
    labels.size > 1
      ? 'pods of several releases'
      : `pods without the label "${names.release}", and would lead to what is staged as well`
  throw new Failure(
    'denied',
    `Service "${name}" leads to ${found}; add the label "${names.release}: first" to the pod template of the Deployment that serves, once`,
  )
}

function labelFor({ label, deployment }: Candidate): string {
  if (label !== undefined) return label
  throw new Failure(
    'denied',
    `the pods of Deployment "${deployment.metadata.name}" have no label "${names.release}", so they cannot be selected alone`,
  )
}

/** Refuses to select every release while others than these two have pods. */
function assertOnly({ candidates, base }: Look, wanted: readonly (string | undefined)[]): void {
  const running = candidates.filter(({ deployment }) => (deployment.spec.replicas ?? 1) > 0)
  const other = running.find(({ label }) => !wanted.includes(label))
  if (other === undefined) return
  const name = other.deployment.metadata.name
  const way = other.deployment === base ? `; scale Deployment "${name}" to 0` : ''
  throw new Failure('denied', `Deployment "${name}" has pods that would get traffic as well${way}`)
}

/** Writes our key of the selector; refused if anybody has written the Service since it was seen. */
async function select(
  { metadata }: Service,
  label: string | null,
  owner: Owner,
  kubectl: Kubectl,
  fence?: number,
): Promise<void> {
  const { name, resourceVersion } = metadata
  const annotations = {
    [names.owner]: formatOwner(owner),
    ...(fence !== undefined && fenceAnnotation(fence)),
  }
  const patch = {
    metadata: { resourceVersion, annotations },
    spec: { selector: { [names.release]: label } },
  }
  await kubectl.patch(`service/${name}`, 'merge', patch).catch(refuseMoved(`service/${name}`))
}
