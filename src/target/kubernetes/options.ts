import { z } from 'zod'
import { duration } from '../../duration-schema.ts'

// https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names
const label = z.string().regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, 'wanted a name such as web')
const name = z
  .string()
  .max(253)
  .regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/, 'wanted a name such as web')
const list = z.union([name.transform((one) => [one]), z.array(name).min(1)])

const manifest = z
  .string()
  .min(1)
  .refine(
    (path) => !/^[/~]|\\|^[a-z]+:|\p{Cc}/iu.test(path) && !path.split('/').includes('..'),
    'wanted a path inside the workspace, such as deploy/web.yaml',
  )

const shape = {
  namespace: label.describe('Namespace of everything that is named here.'),
  context: z
    .string()
    .regex(/^[^-\s]\S*$/, 'wanted the name of a context')
    .optional()
    .describe('Context of the kubeconfig; the current one unless told.'),
  kubeconfig: z
    .string()
    .regex(/^[^-\s]/, 'wanted a path')
    .optional()
    .describe('Path of the kubeconfig; `KUBECONFIG` or `~/.kube/config` unless told.'),
  deployment: list
    .optional()
    .describe(
      'Deployment that each release is made from, or that is rolled. Several, as a list, are rolled together.',
    ),
  manifests: z
    .array(manifest)
    .min(1)
    .optional()
    .describe(
      'Files in the workspace with one Deployment, and a Service if there is none yet: in place of `deployment`.',
    ),
  'stateful-set': list.optional().describe('StatefulSet, or a list of them, that is rolled.'),
  'cron-job': list.optional().describe('CronJob, or a list of them, whose next runs get the artifact.'),
  service: label
    .optional()
    .describe('Service that leads to what serves; needed for `blue-green` and `canary`.'),
  route: name
    .optional()
    .describe('HTTPRoute (Gateway API) by whose weights traffic is shared, in place of the Service.'),
  container: label.optional().describe('Container that runs the artifact; needed where there are several.'),
  port: z
    .int()
    .min(1)
    .max(65_535)
    .optional()
    .describe('Port of a pod at which a staged release is asked; the Service’s first unless told.'),
  preview: z
    .enum(['port-forward', 'none'])
    .default('port-forward')
    .describe('Whether checks reach a staged release, by `kubectl port-forward`.'),
  replicas: z
    .int()
    .min(1)
    .max(10_000)
    .optional()
    .describe('Pods of a release that has all the traffic; as many as serve now, or the Deployment has.'),
  url: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Where the service is reached; asked by checks after the swap.'),
  timeout: duration.prefault('10m').describe('How long a rollout may take.'),
  pending: duration
    .prefault('1m')
    .describe('How long no node may have room for a pod, as while an autoscaler adds one.'),
  harden: z
    .enum(['enforce', 'report', 'off'])
    .default('report')
    .describe(
      'Read-only root, non-root, no privilege escalation, no capabilities, seccomp: `enforce` adds what is not set and refuses what contradicts, `report` says it.',
    ),
}

export const options = z.strictObject(shape).superRefine((written, context) => {
  for (const message of problemsIn(written)) context.addIssue({ code: 'custom', message })
})

export type Options = z.infer<typeof options>

type Written = Partial<
  Record<'deployment' | 'manifests' | 'stateful-set' | 'cron-job' | 'service' | 'route', unknown>
>

function problemsIn(written: Written): string[] {
  const { deployment, manifests, service, route } = written
  const others = written['stateful-set'] ?? written['cron-job']
  const named = deployment ?? manifests ?? others
  return [
    ...(named === undefined
      ? ['wanted one of "deployment", "manifests", "stateful-set" and "cron-job"']
      : []),
    ...(manifests !== undefined && (deployment ?? others) !== undefined
      ? ['"manifests" stand in place of "deployment", "stateful-set" and "cron-job"']
      : []),
    ...(manifests !== undefined && service === undefined
      ? ['"manifests" need a "service" that is switched between releases']
      : []),
    ...(route !== undefined && service === undefined
      ? ['"route" needs the "service" that it leads to at first']
      : []),
  ]
}
