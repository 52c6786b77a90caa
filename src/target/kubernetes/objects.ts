/** What is read of the objects of Kubernetes: everything is optional that an API server may leave out. */
export type Metadata = {
  name: string
  namespace?: string
  uid?: string
  resourceVersion?: string
  generation?: number
  creationTimestamp?: string
  deletionTimestamp?: string
  labels?: Record<string, string>
  annotations?: Record<string, string>
  ownerReferences?: { kind: string; name: string; uid: string }[]
}

export type Container = {
  name: string
  image?: string
  ports?: { name?: string; containerPort: number }[]
  securityContext?: Record<string, unknown>
}

export type PodSpec = {
  containers: Container[]
  initContainers?: Container[]
  securityContext?: Record<string, unknown>
  hostNetwork?: boolean
  hostPID?: boolean
  hostIPC?: boolean
}

export type PodTemplate = { metadata?: Partial<Metadata>; spec: PodSpec }

export type LabelSelector = { matchLabels?: Record<string, string>; matchExpressions?: unknown[] }

export type Condition = {
  type: string
  status: string
  reason?: string
  message?: string
  observedGeneration?: number
}

/** A Deployment or a StatefulSet; what only one of them has is not read of the other. */
export type Workload = {
  apiVersion: string
  kind: string
  metadata: Metadata
  spec: {
    replicas?: number
    selector?: LabelSelector
    template: PodTemplate
    progressDeadlineSeconds?: number
    updateStrategy?: { type?: string; rollingUpdate?: { partition?: number } }
    paused?: boolean
  }
  status?: {
    observedGeneration?: number
    replicas?: number
    updatedReplicas?: number
    readyReplicas?: number
    availableReplicas?: number
    conditions?: Condition[]
  }
}

export type CronJob = {
  apiVersion: string
  kind: string
  metadata: Metadata
  spec: { suspend?: boolean; jobTemplate: { spec: { template: PodTemplate } } }
}

export type ContainerStatus = {
  name: string
  image?: string
  imageID?: string
  ready?: boolean
  restartCount?: number
  state?: { waiting?: { reason?: string; message?: string } }
  lastState?: { terminated?: { exitCode?: number; reason?: string } }
}

export type Pod = {
  metadata: Metadata
  spec: PodSpec
  status?: {
    phase?: string
    conditions?: Condition[]
    containerStatuses?: ContainerStatus[]
    initContainerStatuses?: ContainerStatus[]
  }
}

export type Service = {
  apiVersion: string
  kind: string
  metadata: Metadata
  spec: {
    type?: string
    clusterIP?: string
    selector?: Record<string, string>
    ports?: { name?: string; port: number; protocol?: string; targetPort?: number | string }[]
  }
}

export type EndpointSlice = {
  metadata: Metadata
  endpoints?:
    | {
        conditions?: { ready?: boolean | null; serving?: boolean | null; terminating?: boolean | null }
        targetRef?: { kind?: string; name?: string }
      }[]
    | null
}

export type BackendRef = { group?: string; kind?: string; name: string; port?: number; weight?: number }

/** https://gateway-api.sigs.k8s.io/reference/spec/#httproute */
export type HttpRoute = {
  metadata: Metadata
  spec: { rules?: { backendRefs?: BackendRef[] }[] }
  status?: { parents?: { conditions?: Condition[] }[] }
}

export type Event = { reason?: string; message?: string; type?: string; involvedObject?: { name?: string } }

export type List<T> = { items: T[] }
