/** A node that kwok plays: nothing runs there. */
export function nodeObject(name: string): object {
  const room = { cpu: '32', memory: '256Gi', pods: '5000' }
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels: { 'kubernetes.io/hostname': name, 'kubernetes.io/os': 'linux' } },
    status: { allocatable: room, capacity: room },
  }
}

export type StageOptions = { logsFile: string; port: number | undefined }

/**
 * What kwok does to nodes and pods. A pod becomes ready at once and says by digest what it runs; one whose image's
 * repository begins with `crashes`, `unpullable` or `unready` does what the word says.
 * https://kwok.sigs.k8s.io/docs/user/stages-configuration/
 */
export function stages({ logsFile, port }: StageOptions): string {
  const documents = [
    nodeReady,
    podReady,
    podWaiting('unpullable', 'ImagePullBackOff', 'Back-off pulling image'),
    podWaiting('crashes', 'CrashLoopBackOff', 'back-off 10s restarting failed container'),
    podUnready,
    podComplete,
    podDelete,
    {
      ...kwok('ClusterLogs', 'last-words'),
      spec: { logs: [{ logsFile, previousLogsFile: logsFile, follow: false }] },
    },
    ...(port === undefined ? [] : [forward(port)]),
  ]
  return documents.map((document) => JSON.stringify(document)).join('\n---\n')
}

function kwok(kind: string, name: string) {
  return { apiVersion: 'kwok.x-k8s.io/v1alpha1', kind, metadata: { name } }
}

function forward(port: number): object {
  const target = { address: '127.0.0.1', port }
  return { ...kwok('ClusterPortForward', 'pods'), spec: { forwards: [{ ports: [8080], target }] } }
}

type Expression = { key: string; operator: string; values?: string[] }

type Next = { statusTemplate?: string; delete?: boolean }

function stage(name: string, kind: 'Node' | 'Pod', expressions: Expression[], next: Next): object {
  const resourceRef = { apiGroup: 'v1', kind }
  const flush = next.statusTemplate && { statusTemplate: next.statusTemplate.replace(/^ +(?! )/gm, '') }
  return {
    ...kwok('Stage', name),
    spec: { resourceRef, selector: { matchExpressions: expressions }, next: { ...next, ...flush } },
  }
}

const alive = { key: '.metadata.deletionTimestamp', operator: 'DoesNotExist' }
const pending = { key: '.status.phase', operator: 'In', values: ['Pending'] }
const untouched = { key: '.status.containerStatuses', operator: 'DoesNotExist' }

/** Whether the repository of the image begins with a word. */
function runs(words: string, operator: string): Expression {
  return { key: `.spec.containers.[] | select(.image | test("/(${words})[^/]*@")) | .image`, operator }
}

const nodeReady = stage(
  'node-ready',
  'Node',
  [
    {
      key: '.status.conditions.[] | select(.type == "Ready") | .status',
      operator: 'NotIn',
      values: ['True'],
    },
  ],
  {
    statusTemplate: `
      conditions:
      {{ range NodeConditions }}
      - {type: {{ .type | Quote }}, status: {{ .status | Quote }}, reason: {{ .reason | Quote }}, message: {{ .message | Quote }}, lastHeartbeatTime: {{ Now | Quote }}, lastTransitionTime: {{ Now | Quote }}}
      {{ end }}
      addresses:
      - {type: InternalIP, address: {{ NodeIP | Quote }}}
      daemonEndpoints: {kubeletEndpoint: {Port: {{ NodePort }}}}
      phase: Running`,
  },
)

function condition(type: string, status: string): string {
  return `- {type: ${type}, status: "${status}", lastTransitionTime: {{ Now | Quote }}}`
}

function podStatus(ready: boolean, state: string, more = ''): string {
  const status = ready ? 'True' : 'False'
  return `
      conditions:
      ${condition('Initialized', 'True')}
      ${condition('Ready', status)}
      ${condition('ContainersReady', status)}
      containerStatuses:
      {{ range .spec.containers }}
      - {name: {{ .name | Quote }}, image: {{ .image | Quote }}, imageID: {{ .image | Quote }}, ready: ${ready}, restartCount: 0, state: ${state}${more}}
      {{ end }}
      {{ with NodeIPsWith .spec.nodeName }}
      hostIP: {{ index . 0 | Quote }}
      {{ end }}
      {{ with PodIPsWith .spec.nodeName false ( or .metadata.uid "" ) ( or .metadata.name "" ) ( or .metadata.namespace "" ) }}
      podIP: {{ index . 0 | Quote }}
      podIPs:
      - ip: {{ index . 0 | Quote }}
      {{ end }}
      phase: ${state.startsWith('{waiting') ? 'Pending' : 'Running'}
      startTime: {{ Now | Quote }}`
}

const running = '{running: {startedAt: {{ Now | Quote }}}}'

const podReady = stage(
  'pod-ready',
  'Pod',
  [alive, pending, untouched, runs('crashes|unpullable|unready', 'DoesNotExist')],
  { statusTemplate: podStatus(true, running) },
)

const podUnready = stage('pod-unready', 'Pod', [alive, pending, untouched, runs('unready', 'Exists')], {
  statusTemplate: podStatus(false, running),
})

function podWaiting(word: string, reason: string, message: string): object {
  const state = `{waiting: {reason: ${reason}, message: ${JSON.stringify(message)}}}`
  const ended = '{exitCode: 1, reason: Error, startedAt: {{ Now | Quote }}, finishedAt: {{ Now | Quote }}}'
  const more = word === 'crashes' ? `, lastState: {terminated: ${ended}}` : ''
  return stage(`pod-${word}`, 'Pod', [alive, pending, untouched, runs(word, 'Exists')], {
    statusTemplate: podStatus(false, state, more),
  })
}

const podComplete = stage(
  'pod-complete',
  'Pod',
  [
    alive,
    { key: '.status.phase', operator: 'In', values: ['Running'] },
    { key: '.metadata.ownerReferences.[].kind', operator: 'In', values: ['Job'] },
  ],
  { statusTemplate: 'phase: Succeeded' },
)

const podDelete = stage('pod-delete', 'Pod', [{ key: '.metadata.deletionTimestamp', operator: 'Exists' }], {
  delete: true,
})
