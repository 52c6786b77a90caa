import type { DigestReference } from '../../../src/artifact/reference.ts'
import { formatReference } from '../../../src/artifact/reference.ts'
import { names } from '../../../src/target/kubernetes/release.ts'

/** A digest of nothing that any registry has. */
export const placeholder = `127.0.0.1:1/acme/placeholder@sha256:${'0'.repeat(64)}`

export type DeploymentOptions = {
  name?: string
  image?: string | DigestReference
  replicas?: number
  /** Labels of the pods beside `app`. */
  labels?: Record<string, string>
  containers?: object[]
}

export function deploymentObject({
  name = 'web',
  image = placeholder,
  replicas = 2,
  labels = {},
  containers,
}: DeploymentOptions = {}) {
  const app = { app: name }
  const own = { name: 'web', image: textOf(image), ports: [{ name: 'http', containerPort: 8080 }] }
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name },
    spec: {
      replicas,
      selector: { matchLabels: app },
      template: {
        metadata: { labels: { ...app, ...labels } },
        spec: { containers: containers ?? [own], terminationGracePeriodSeconds: 0 },
      },
    },
  }
}

/** As the Deployment that was there before us is prepared, once. */
export const prepared = { [names.release]: 'first' }

export function serviceObject(name = 'web') {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name },
    spec: { selector: { app: 'web' }, ports: [{ name: 'http', port: 80, targetPort: 'http' }] },
  }
}

export function statefulSetObject(name: string, image: string | DigestReference) {
  const { spec } = deploymentObject({ name, image })
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name },
    spec: { ...spec, serviceName: name },
  }
}

export function cronJobObject(name: string, image: string | DigestReference) {
  const template = { spec: { restartPolicy: 'Never', containers: [{ name: 'web', image: textOf(image) }] } }
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name },
    spec: { schedule: '0 3 * * *', jobTemplate: { spec: { template } } },
  }
}

export function routeObject(name = 'web') {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name },
    spec: {
      parentRefs: [{ name: 'public' }],
      rules: [
        { matches: [{ path: { value: '/static' } }], backendRefs: [{ name: 'files', port: 80 }] },
        { matches: [{ path: { value: '/' } }], backendRefs: [{ name: 'web', port: 80 }] },
      ],
    },
  }
}

/**
 * HTTPRoute by its group, version and kind, with whatever is written in it.
 * https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/
 */
export const routeDefinition = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: {
    name: 'httproutes.gateway.networking.k8s.io',
    annotations: { 'api-approved.kubernetes.io': 'unapproved, for tests' },
  },
  spec: {
    group: 'gateway.networking.k8s.io',
    scope: 'Namespaced',
    names: { kind: 'HTTPRoute', plural: 'httproutes', singular: 'httproute', listKind: 'HTTPRouteList' },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        subresources: { status: {} },
        schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
      },
    ],
  },
}

function textOf(image: string | DigestReference): string {
  return typeof image === 'string' ? image : formatReference(image)
}
