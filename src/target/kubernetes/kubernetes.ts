import { Failure } from '../../failure.ts'
import { guarded } from '../guarded.ts'
import type { Abilities, Adapter, Target, TargetContext, TargetEdge } from '../target.ts'
import { connectBeside } from './beside.ts'
import { connectKubectl } from './kubectl.ts'
import { type Options, options } from './options.ts'
import { connectRolling } from './rolling.ts'

/**
 * A cluster, through the `kubectl` on PATH: releases beside each other behind a Service or an HTTPRoute, or a
 * workload that is rolled.
 */
export const kubernetes: Adapter = {
  description: 'A Kubernetes cluster, by `kubectl`',
  options,
  can: { preview: true, weights: true, rolling: true },
  canWith,
  connect: (written, context, edge) => connectKubernetes(options.parse(written), context, edge),
}

function connectKubernetes(options: Options, context: TargetContext, edge: TargetEdge): Target {
  const { strategy } = context
  const kubectl = connectKubectl(options, edge)
  const { service, manifests } = options
  if (strategy === 'rolling') {
    if (manifests === undefined)
      return guarded(connectRolling(options, context, kubectl, edge), { weights: false })
    throw new Failure(
      'invalid-input',
      'the strategy "rolling" rolls what the policy names as "deployment", "stateful-set" or "cron-job"; "manifests" are for "blue-green" and "canary"',
    )
  }
  if (service !== undefined && abilitiesOf(options).weights)
    return guarded(connectBeside({ ...options, service }, context, kubectl, edge), { weights: true })
  throw new Failure(
    'invalid-input',
    `the strategy "${strategy}" needs one Deployment and a "service" that leads to it; for anything else use "rolling"`,
  )
}

function canWith(written: unknown): Abilities {
  const { data } = options.safeParse(written)
  // Options that are not to be read are told elsewhere.
  return data === undefined ? kubernetes.can : abilitiesOf(data)
}

/** Only one Deployment behind a Service has releases beside each other. */
function abilitiesOf({ service, deployment = [], manifests, preview, ...others }: Options): Abilities {
  const isRolledOnly = others['stateful-set'] !== undefined || others['cron-job'] !== undefined
  const isBeside = service !== undefined && !isRolledOnly && deployment.length <= 1
  return {
    preview: isBeside && preview === 'port-forward',
    weights: isBeside,
    swap: isBeside,
    rolling: manifests === undefined,
  }
}
