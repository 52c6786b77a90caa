import type { Digest } from '../../artifact/digest.ts'
import { Failure } from '../../failure.ts'
import type { Observation, Target, TargetContext, TargetEdge } from '../target.ts'
import { assertFence } from './fence.ts'
import { identifyBy } from './identity.ts'
import type { Kubectl } from './kubectl.ts'
import { look } from './look.ts'
import type { Options } from './options.ts'
import { trafficByRoute } from './route.ts'
import { trafficBySelector } from './selector.ts'
import { shift } from './shift.ts'
import { stage } from './stage.ts'
import { ledTo, type Parts, remove, sharesIn, standingIn } from './standing.ts'

/**
 * Releases beside each other, each a Deployment of its own; traffic is led to one of them, or shared by two. What
 * serves and what served before it have all their pods, so that the way back is one write; older ones have none.
 */
export function connectBeside(
  options: Options & { service: string },
  context: TargetContext,
  kubectl: Kubectl,
  edge: TargetEdge,
): Target {
  const { service, route } = options
  const traffic =
    route === undefined
      ? trafficBySelector(service, context, kubectl)
      : trafficByRoute(route, service, context, kubectl)
  const identify = identifyBy(context.registry)
  const parts = { options, service, owner: context, context, kubectl, identify, traffic, edge }
  return {
    observe: () => observe(parts),
    stage: (artifact, origin) => stage(artifact, parts, origin),
    shift: (digest, percent, expected, fence) => shift({ digest, percent, expected, fence }, parts),
    discard: (digest, fence) => discard(digest, fence, parts),
  }
}

async function observe(parts: Parts): Promise<Observation> {
  const seen = await look(parts)
  const standing = new Set(standingIn(seen).map(({ digest }) => digest))
  const { route, url } = parts.options
  const rounded = route === undefined
  return { serving: sharesIn(seen, parts), standing: [...standing].sort(), url, rounded }
}

async function discard(digest: Digest, fence: number, parts: Parts): Promise<void> {
  const before = await look(parts)
  const found = before.candidates.filter((candidate) => candidate.digest === digest)
  // Who gets traffic is looked up after what is to be removed.
  const seen = found.some(({ ours }) => ours) ? await look(parts) : before
  if (seen.service !== undefined) assertFence(parts.traffic.leader(seen), fence, `Service "${parts.service}"`)
  const led = ledTo(seen, parts)
  const serves = sharesIn(seen, parts).some((share) => share.digest === digest)
  for (const { label = '', ours, deployment } of found) {
    const { name } = deployment.metadata
    if (led.includes(label) || serves) {
      throw new Failure(
        'denied',
        `Deployment "${name}" gets traffic of "${parts.service}"; it is not discarded`,
      )
    }
    if (ours) {
      assertFence(deployment.metadata, fence, `Deployment "${name}"`)
      await remove(deployment, parts)
    } else parts.edge.log.info(`Deployment "${name}" is not ours; it is left as it is`)
  }
}
