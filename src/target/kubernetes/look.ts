import type { Digest } from '../../artifact/digest.ts'
import { Failure } from '../../failure.ts'
import { isReady } from './diagnose.ts'
import type { Identify } from './identity.ts'
import type { Kubectl } from './kubectl.ts'
import type { EndpointSlice, HttpRoute, List, Pod, Service, Workload } from './objects.ts'
import type { Options } from './options.ts'
import { labelIn, labelOf, names, type Owner, parseRelease, refuseForeign, wasComplete } from './release.ts'
import { containerIn } from './template.ts'

/** A Deployment that could serve: a release of ours, or the first one, which is its owner's. */
export type Candidate = {
  label: string | undefined
  digest: Digest
  deployment: Workload
  /** Its pods when it has all the traffic. */
  replicas: number
  ours: boolean
  isComplete: boolean
}

/** What is seen of a service and of all that could stand behind it. */
export type Look = {
  service: Service | undefined
  /** Every Service of the namespace. */
  services: readonly Service[]
  route: HttpRoute | undefined
  deployments: readonly Workload[]
  candidates: readonly Candidate[]
  /** The Deployment that releases are made from, where there is one in the cluster. */
  base: Workload | undefined
  /** The pods that get traffic of each Service, by its name, and what each runs. */
  endpoints: ReadonlyMap<string, readonly Endpoint[]>
  /** How many pods are ready, by their release label. */
  ready: ReadonlyMap<string, number>
}

export type Endpoint = { pod: string; digest: Digest; label: string | undefined }

export type Looker = {
  options: Options
  owner: Owner
  kubectl: Kubectl
  identify: Identify
}

/** Reads everything about a service at once, as far as one answer does not need another. */
export async function look({ options, owner, kubectl, identify }: Looker): Promise<Look> {
  const { service: name = '' } = options
  const [services, deployments, labelled, route, own] = await Promise.all([
    readList<Service>(kubectl, 'core', 'services'),
    readList<Workload>(kubectl, 'apps', 'deployments'),
    readList<Pod>(kubectl, 'core', 'pods', { labelSelector: names.release }),
    options.route === undefined ? undefined : readRoute(kubectl, options.route),
    options.route === undefined ? readSlices(kubectl, [name]) : [],
  ])
  const service = services.find(({ metadata }) => metadata.name === name)
  if (service !== undefined) refuseForeign(`Service "${name}"`, service.metadata, owner)
  const slices =
    route === undefined ? own : await readSlices(kubectl, [...new Set([name, ...backendsOf(route)])])
  const base = deployments.find(({ metadata }) => metadata.name === options.deployment?.[0])
  const releases = deployments.flatMap((deployment) => parseRelease(deployment, owner) ?? [])
  const pods = await withEndpoints(labelled, slices, service, kubectl)
  const templates = [...releases.map(({ deployment }) => deployment), ...(base === undefined ? [] : [base])]
  const runs = await identifyAll(pods, templates, options.container, identify)
  const ours = releases.map((release): Candidate => {
    return { ...release, ours: true, isComplete: wasComplete(release) }
  })
  const first = base && firstCandidate(base, pods, runs)
  return {
    service,
    services,
    route,
    deployments,
    base,
    candidates: first === undefined ? ours : [...ours, first],
    endpoints: endpointsIn(slices, pods, runs),
    ready: countReady(pods, runs),
  }
}

/** The backends of a route, with what is not a Service left out. */
export function backendsOf({ spec }: HttpRoute): string[] {
  return (spec.rules ?? [])
    .flatMap(({ backendRefs = [] }) => backendRefs)
    .filter(({ kind = 'Service', group = '' }) => kind === 'Service' && group === '')
    .map(({ name }) => name)
}

export async function readList<T>(
  kubectl: Kubectl,
  group: Parameters<Kubectl['read']>[0],
  path: string,
  query?: Record<string, string>,
): Promise<T[]> {
  const list = await kubectl.read<List<T>>(group, path, query)
  if (list === undefined)
    throw new Failure('not-found', `the cluster knows no ${path}; is it older than Kubernetes 1.21?`)
  return list.items
}

async function readRoute(kubectl: Kubectl, name: string): Promise<HttpRoute> {
  const route = await kubectl.read<HttpRoute>('gateway', `httproutes/${encodeURIComponent(name)}`)
  if (route !== undefined) return route
  throw new Failure(
    'not-found',
    `there is no HTTPRoute "${name}" in namespace "${kubectl.namespace}"; make one that leads to the Service`,
  )
}

function readSlices(kubectl: Kubectl, services: readonly string[]): Promise<EndpointSlice[]> {
  const labelSelector = `kubernetes.io/service-name in (${services.join(',')})`
  return readList<EndpointSlice>(kubectl, 'discovery', 'endpointslices', { labelSelector })
}

/** Pods get traffic that carry no label of ours: those of the Deployment that was there before us. */
async function withEndpoints(
  labelled: readonly Pod[],
  slices: readonly EndpointSlice[],
  service: Service | undefined,
  kubectl: Kubectl,
): Promise<Map<string, Pod>> {
  const pods = new Map(labelled.map((pod) => [pod.metadata.name, pod]))
  const isKnown = [...new Set(slices.flatMap(readyPods))].every((name) => pods.has(name))
  const { [names.release]: _, ...selector } = service?.spec.selector ?? {}
  if (isKnown || Object.keys(selector).length === 0) return pods
  const labelSelector = Object.entries(selector)
    .map((pair) => pair.join('='))
    .join(',')
  for (const pod of await readList<Pod>(kubectl, 'core', 'pods', { labelSelector }))
    pods.set(pod.metadata.name, pod)
  return pods
}

/** https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/#conditions */
function readyPods({ endpoints, metadata }: EndpointSlice): string[] {
  return (endpoints ?? [])
    .filter(({ conditions }) => conditions?.ready !== false && conditions?.terminating !== true)
    .map(({ targetRef }) => {
      if (targetRef?.kind === 'Pod' && targetRef.name) return targetRef.name
      throw new Failure(
        'mismatch',
        `EndpointSlice "${metadata.name}" leads traffic to an address that is no pod, and nobody knows what answers there; remove that endpoint`,
      )
    })
}

/** What each ready pod runs, in the container that its Deployment's template names: others may be injected. */
async function identifyAll(
  pods: ReadonlyMap<string, Pod>,
  deployments: readonly Workload[],
  container: string | undefined,
  identify: Identify,
): Promise<Map<string, Digest>> {
  const ready = [...pods.values()].filter(isReady)
  const found = ready.map(async (pod) => {
    const label = pod.metadata.labels?.[names.release]
    const own = deployments.find(({ spec }) => labelIn(spec.template) === label)
    const spec = own?.spec.template.spec ?? pod.spec
    const { name } = containerIn(spec, container, `pod "${pod.metadata.name}"`)
    return [pod.metadata.name, await identify(pod, name)] as const
  })
  return new Map(await Promise.all(found))
}

/** The Deployment that was there before us: it stands as long as its pods agree on what they run. */
function firstCandidate(
  base: Workload,
  pods: ReadonlyMap<string, Pod>,
  runs: ReadonlyMap<string, Digest>,
): Candidate | undefined {
  const label = labelIn(base.spec.template)
  const wanted = Object.entries(base.spec.selector?.matchLabels ?? {})
  const own = [...pods.values()].filter(({ metadata }) => {
    const { labels = {} } = metadata
    return labels[names.release] === label && wanted.every(([key, value]) => labels[key] === value)
  })
  const digests = new Set(own.flatMap(({ metadata }) => runs.get(metadata.name) ?? []))
  const [digest] = digests
  if (digest === undefined || digests.size > 1 || label === labelOf(digest)) return undefined
  const replicas = base.spec.replicas ?? 1
  return { label, digest, deployment: base, replicas, ours: false, isComplete: replicas > 0 }
}

function countReady(pods: ReadonlyMap<string, Pod>, runs: ReadonlyMap<string, Digest>): Map<string, number> {
  const counts = new Map<string, number>()
  for (const name of runs.keys()) {
    const label = pods.get(name)?.metadata.labels?.[names.release] ?? ''
    counts.set(label, (counts.get(label) ?? 0) + 1)
  }
  return counts
}

function endpointsIn(
  slices: readonly EndpointSlice[],
  pods: ReadonlyMap<string, Pod>,
  runs: ReadonlyMap<string, Digest>,
): Map<string, Endpoint[]> {
  const found = new Map<string, Map<string, Endpoint>>()
  for (const slice of slices) {
    const service = slice.metadata.labels?.['kubernetes.io/service-name'] ?? ''
    const own = found.get(service) ?? new Map<string, Endpoint>()
    found.set(service, own)
    for (const pod of readyPods(slice)) {
      const digest = runs.get(pod)
      // Gone or no longer ready by now: slices follow pods with a delay.
      if (digest === undefined) continue
      own.set(pod, { pod, digest, label: pods.get(pod)?.metadata.labels?.[names.release] })
    }
  }
  return new Map([...found].map(([service, own]) => [service, [...own.values()]]))
}
