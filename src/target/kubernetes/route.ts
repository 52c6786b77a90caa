import { Failure } from '../../failure.ts'
import { inert } from '../../inert.ts'
import { sharesOf } from '../shares.ts'
import type { Share } from '../shift.ts'
import { fenceAnnotation } from './fence.ts'
import type { Kubectl } from './kubectl.ts'
import { backendsOf, type Look } from './look.ts'
import type { BackendRef, HttpRoute, Metadata } from './objects.ts'
import { formatOwner, isOurs, manager, names, type Owner } from './release.ts'
import { receiversOf, serviceIn, trafficBySelector } from './selector.ts'
import type { Goal, Traffic } from './traffic.ts'
import { patchUnmoved } from './unmoved.ts'

/**
 * Traffic by the weights of an HTTPRoute: each release has a Service of its own, named as its Deployment. Rules that
 * lead to none of them are left alone. https://gateway-api.sigs.k8s.io/guides/traffic-splitting/
 */
export function trafficByRoute(name: string, service: string, owner: Owner, kubectl: Kubectl): Traffic {
  return {
    shares: (seen) => sharesIn(seen, service, owner),
    ledTo: (seen) => {
      const weighted = weightsIn(routeIn(seen), known(seen, service, owner)).filter(
        ({ weight }) => weight > 0,
      )
      return weighted.flatMap(({ name }) => labelBehind(seen, name, service) ?? [])
    },
    prepare: async (seen, labels, release) => {
      // The first Service is left where it leads, and must not lead to what is staged either.
      await trafficBySelector(service, owner, kubectl).prepare(seen, labels, release)
      const existing = seen.services.find(({ metadata }) => metadata.name === release)
      if (existing !== undefined && isOurs(existing.metadata, owner) !== true) {
        throw new Failure('denied', `Service "${release}" is not ours; it is not touched`)
      }
      weightsIn(routeIn(seen), known(seen, service, owner))
    },
    attach: async (seen, labels, deployment) => {
      const stable = serviceIn(seen, service, kubectl)
      await kubectl.apply(buildService(deployment.metadata, stable, labels, owner))
    },
    leader: (seen) => routeIn(seen).metadata,
    lead: async (seen, { candidate, percent, former }, fence) => {
      const route = routeIn(seen)
      const own = known(seen, service, owner)
      const backend = (weight: number, of: Goal['former']) =>
        of === undefined || weight === 0 ? [] : [{ name: backendOf(of, service), weight }]
      const wanted = [...backend(percent, candidate), ...backend(100 - percent, former)]
      const rules = (route.spec.rules ?? []).map((rule) => leadRule(rule, own, wanted))
      await patchUnmoved(
        { object: `httproute/${name}`, group: 'gateway', path: `httproutes/${name}`, seen: route.metadata },
        'merge',
        { metadata: { annotations: fenceAnnotation(fence) }, spec: { rules } },
        kubectl,
      )
    },
    isSettled: (seen, goal) =>
      isAccepted(routeIn(seen)) &&
      receiversOf(goal).every((one) => {
        const count = seen.endpoints.get(backendOf(one, service))?.length ?? 0
        return count > 0 && count === (seen.ready.get(one.label ?? '') ?? 0)
      }),
  }
}

type Rule = NonNullable<HttpRoute['spec']['rules']>[number]

/** Puts the wanted backends in place of those that are known, with whatever else the first of them says. */
function leadRule(rule: Rule, own: ReadonlySet<string>, wanted: readonly Required<Weighted>[]): Rule {
  const { backendRefs = [] } = rule
  const [pattern] = backendRefs.filter(({ name }) => own.has(name))
  if (pattern === undefined) return rule
  // A rule without backends is one that nobody answers for: it stays, with no weight.
  const refs = wanted.length > 0 ? wanted : [{ name: pattern.name, weight: 0 }]
  return { ...rule, backendRefs: refs.map((ref): BackendRef => ({ ...pattern, ...ref })) }
}

type Weighted = { name: string; weight: number }

/** The backends that are releases, with their weights: the same in each rule that leads to any. */
function weightsIn(route: HttpRoute, own: ReadonlySet<string>): Weighted[] {
  const object = `HTTPRoute "${route.metadata.name}"`
  const rules = (route.spec.rules ?? []).filter(({ backendRefs = [] }) =>
    backendRefs.some(({ name }) => own.has(name)),
  )
  const [first, ...others] = rules.map(({ backendRefs = [] }) =>
    backendRefs.map(({ name, weight = 1 }) => ({ name, weight })),
  )
  if (first === undefined) {
    throw new Failure(
      'denied',
      `${object} leads to no release of ours, nor to the Service of the policy; found ${[...new Set(backendsOf(route))].join(', ') || 'no backend'}`,
    )
  }
  const foreign = first.find(({ name, weight }) => weight > 0 && !own.has(name))
  if (foreign !== undefined)
    throw new Failure('denied', `${object} shares traffic with "${foreign.name}" as well, which is not ours`)
  const weights = (rule: Weighted[]) => JSON.stringify(rule.toSorted((a, b) => (a.name < b.name ? -1 : 1)))
  if (others.some((rule) => weights(rule) !== weights(first)))
    throw new Failure('denied', `the rules of ${object} share traffic in different ways`)
  return first
}

/** The names of the Services by which releases are reached. */
function known({ services, candidates }: Look, service: string, owner: Owner): Set<string> {
  const releases = new Set(
    candidates.filter(({ ours }) => ours).map(({ deployment }) => deployment.metadata.name),
  )
  const ours = services.filter(
    ({ metadata }) => isOurs(metadata, owner) === true && releases.has(metadata.name),
  )
  return new Set([service, ...ours.map(({ metadata }) => metadata.name)])
}

function sharesIn(seen: Look, service: string, owner: Owner): Share[] {
  const weights = weightsIn(routeIn(seen), known(seen, service, owner))
  const received = weights.flatMap(({ name, weight }): (readonly [Share['digest'] | undefined, number])[] => {
    const endpoints = seen.endpoints.get(name) ?? []
    // A backend without endpoints answers with errors: its share is nobody's.
    if (endpoints.length === 0) return [[undefined, weight]]
    return endpoints.map(({ digest }) => [digest, weight / endpoints.length])
  })
  return sharesOf(received).flatMap(({ digest, percent }) =>
    digest === undefined ? [] : [{ digest, percent }],
  )
}

function labelBehind({ candidates }: Look, backend: string, service: string): string | undefined {
  return candidates.find((candidate) => backendOf(candidate, service) === backend)?.label
}

function backendOf({ ours, deployment }: NonNullable<Goal['former']>, service: string): string {
  return ours ? deployment.metadata.name : service
}

function buildService(
  { name, uid }: Metadata,
  { spec }: ReturnType<typeof serviceIn>,
  labels: Record<string, string>,
  owner: Owner,
): object {
  const { [names.release]: label = '' } = labels
  const ports = (spec.ports ?? []).map(({ name, port, protocol, targetPort }) => ({
    ...(name !== undefined && { name }),
    ...(protocol !== undefined && { protocol }),
    ...(targetPort !== undefined && { targetPort }),
    port,
  }))
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name,
      labels: { [names.managedBy]: manager },
      annotations: { [names.owner]: formatOwner(owner) },
      ownerReferences: [{ apiVersion: 'apps/v1', kind: 'Deployment', name, uid }],
    },
    spec: { selector: { ...spec.selector, [names.release]: label }, ports },
  }
}

function routeIn({ route }: Look): HttpRoute {
  if (route === undefined) throw new Error('a route is read where traffic is led by one')
  return route
}

/** Says whether each gateway has taken what the route says now; one that refuses it is a failure. */
function isAccepted({ metadata, status }: HttpRoute): boolean {
  const parents = status?.parents ?? []
  const current = parents.map(({ conditions = [] }) =>
    conditions.filter(
      ({ type, observedGeneration = 0 }) =>
        ['Accepted', 'ResolvedRefs'].includes(type) && observedGeneration >= (metadata.generation ?? 1),
    ),
  )
  const refused = current.flat().find(({ status }) => status === 'False')
  if (refused !== undefined) {
    throw new Failure(
      'denied',
      `HTTPRoute "${metadata.name}" is refused by its gateway: ${refused.type} is False (${inert(refused.reason ?? '')})`,
    )
  }
  return current.length > 0 && current.every((conditions) => conditions.length >= 2)
}
