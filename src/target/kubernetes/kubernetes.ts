import { Failure } from '../../failure.ts'
import { guarded } from '../guarded.ts'
import type { Adapter, Target, TargetContext, TargetEdge } from '../target.ts'
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
  connect: (written, context, edge) => connectKubernetes(options.parse(written), context, edge),
}

function connectKubernetes(options: Options, context: TargetContext, edge: TargetEdge): Target {
  const kubectl = connectKubectl(options, edge)
  if (context.strategy === 'rolling') {
    if (options.manifests !== undefined) {
      throw new Failure(
        'invalid-input',
        'the strategy "rolling" rolls what the policy names as "deployment", "stateful-set" or "cron-job"; "manifests" are for "blue-green" and "canary"',
      )
    }
    return guarded(connectRolling(options, context, kubectl, edge), { weights: false })
  }
  const { service } = options
  const others = options['stateful-set'] ?? options['cron-job']
  if (service === undefined || others !== undefined || (options.deployment ?? []).length > 1) {
    throw new Failure(
      'invalid-input',
      `the strategy "${context.strategy}" needs one Deployment and a "service" that leads to it; for anything else use "rolling"`,
    )
  }
  return guarded(connectBeside({ ...options, service }, context, kubectl, edge), { weights: true })
}
