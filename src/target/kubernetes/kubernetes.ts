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
  can: { preview: true, weights: true },
  connect: (written, context, edge) => connectKubernetes(options.parse(written), context, edge),
}

function connectKubernetes(options: Options, context: TargetContext, edge: TargetEdge): Target {
  const kubectl = connectKubectl(options, edge)
  const { service, deployment = [] } = options
  if (service === undefined || deployment.length > 1 || options['stateful-set'] || options['cron-job'])
    return connectRolling(options, context, kubectl, edge)
  return connectBeside({ ...options, service }, context, kubectl, edge)
}
