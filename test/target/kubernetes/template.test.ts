import { describe, expect, it } from 'vitest'
import { parseDigestReference } from '../../../src/artifact/reference.ts'
import { isFailure } from '../../../src/failure.ts'
import { harden } from '../../../src/target/kubernetes/harden.ts'
import type { PodSpec, Workload } from '../../../src/target/kubernetes/objects.ts'
import { labelOf, nameOf, names, parseRelease, wasComplete } from '../../../src/target/kubernetes/release.ts'
import {
  assertDigests,
  assertSelector,
  buildRelease,
  containerIn,
  digestIn,
  withArtifact,
} from '../../../src/target/kubernetes/template.ts'

const digest = `sha256:${'ab'.repeat(32)}` as const
const artifact = parseDigestReference(`ghcr.io/acme/web@${digest}`)
const owner = { owner: 'acme/shop', environment: 'production', service: 'app' }
const pinned = `ghcr.io/acme/proxy@sha256:${'1'.repeat(64)}`

function base(): Workload {
  const labels = { app: 'web', tier: 'front' }
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: 'web',
      labels: { 'app.kubernetes.io/managed-by': 'Helm' },
      annotations: { 'meta.helm.sh/release-name': 'web' },
    },
    spec: {
      replicas: 7,
      selector: { matchLabels: { app: 'web' } },
      template: { metadata: { labels }, spec: { containers: [{ name: 'web', image: 'web:v1' }] } },
      paused: true,
    },
  }
}

const release = () => {
  const { spec } = base()
  const template = { ...spec.template, spec: withArtifact(spec.template.spec, 'web', artifact) }
  const label = labelOf(digest)
  const request = { base: base(), template, artifact, label, replicas: 3, deadline: 600, owner }
  return buildRelease({ ...request, origin: { commit: 'c'.repeat(40), plan: digest } }) as Workload
}

describe('the Deployment of a release', () => {
  it('takes the template with the artifact, selects its own pods alone, and is known as ours', () => {
    const { metadata, spec } = release()
    expect(metadata.name).toBe('web-abababababababab')
    expect(spec.selector?.matchLabels).toEqual({ app: 'web', [names.release]: 'abababababababab' })
    expect(spec.template.metadata?.labels).toMatchObject({ app: 'web', tier: 'front' })
    expect(spec.template.spec.containers).toEqual([{ name: 'web', image: `ghcr.io/acme/web@${digest}` }])
    expect(spec).toMatchObject({ replicas: 3, progressDeadlineSeconds: 600 })
    const origin = { [names.commit]: 'c'.repeat(40), [names.plan]: digest }
    expect(metadata.annotations).toMatchObject(origin)
    expect(spec.template.metadata?.annotations).toMatchObject(origin)
    expect(parseRelease(release(), owner)).toMatchObject({ digest, replicas: 3, label: 'abababababababab' })
  })

  it('takes over nothing by which another tool would know it, and is not paused', () => {
    const { metadata, spec } = release()
    expect(metadata.labels).toEqual({ 'app.kubernetes.io/managed-by': 'immutable-deploy' })
    expect(
      Object.keys(metadata.annotations ?? {}).filter((key) => !/^immutable-deploy\.dev\//.test(key)),
    ).toEqual([])
    expect(spec).not.toHaveProperty('paused')
  })

  it.each([
    ['of another environment', (one: Workload) => ({ ...one, owner: { ...owner, environment: 'staging' } })],
    [
      'whose digest was changed by hand',
      (one: Workload) => {
        const annotations = { ...one.metadata.annotations, [names.digest]: `sha256:${'0'.repeat(64)}` }
        return { ...one, metadata: { ...one.metadata, annotations } }
      },
    ],
    [
      'whose label was taken away',
      (one: Workload) => ({ ...one, metadata: { ...one.metadata, labels: {} } }),
    ],
    [
      'whose number of replicas is no number',
      (one: Workload) => {
        const annotations = { ...one.metadata.annotations, [names.replicas]: '-1' }
        return { ...one, metadata: { ...one.metadata, annotations } }
      },
    ],
  ])('is not ours: one %s', (_, change) => {
    const changed = change(release()) as Workload & { owner?: typeof owner }
    expect(parseRelease(changed, changed.owner ?? owner)).toBeUndefined()
  })

  it('has a name that a Service may have, and that long names do not share', () => {
    const long = (end: string) => nameOf(`${'a'.repeat(60)}${end}`, digest)
    expect(long('b').length).toBeLessThanOrEqual(63)
    expect(long('b')).not.toBe(long('c'))
  })

  it.each([
    ['has never been complete', { type: 'Progressing', status: 'True', reason: 'ReplicaSetUpdated' }, false],
    ['was complete', { type: 'Progressing', status: 'True', reason: 'NewReplicaSetAvailable' }, true],
    ['is stuck', { type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded' }, false],
  ])('that %s', (_, condition, complete) => {
    const deployment = { ...release(), status: { observedGeneration: 1, conditions: [condition] } }
    expect(wasComplete({ deployment })).toBe(complete)
  })
})

describe('the container that runs the artifact', () => {
  const two = { containers: [{ name: 'web' }, { name: 'proxy', image: pinned }] }

  it.each([
    [{ containers: [{ name: 'web' }] }, undefined, 'web'],
    [two, 'proxy', 'proxy'],
  ])('is found in %j by %s', (spec, wanted, name) => {
    expect(containerIn(spec, wanted, 'it').name).toBe(name)
  })

  it.each([
    [two, undefined, 'it has several containers: "web", "proxy"; name one as "container"'],
    [two, 'nginx', 'it has no container "nginx"; it has "web", "proxy"'],
    [{ containers: [] }, undefined, 'it has no container'],
  ])('is not found in %j by %s', (spec, wanted, message) => {
    expect(() => containerIn(spec, wanted, 'it')).toThrow(message)
  })

  it.each([
    [{ containers: [{ name: 'web', image: 'web:v1' }] }, 'web', true],
    [two, 'web', true],
    [{ containers: [{ name: 'web' }, { name: 'proxy', image: 'proxy:v1' }] }, 'web', false],
    [{ containers: [{ name: 'web' }], initContainers: [{ name: 'init', image: 'busybox' }] }, 'web', false],
    [{ containers: [{ name: 'web', image: 'ghcr.io/acme/web:v1' }] }, '', false],
  ] as [PodSpec, string, boolean][])('beside %j no tag is run: %s', (spec, ours, fine) => {
    const check = () => assertDigests(spec, ours, 'it')
    if (fine) expect(check).not.toThrow()
    else expect(check).toThrow('it runs what is not named by digest')
  })
})

it.each([
  [undefined, 'it has no selector'],
  [{}, 'it has no selector'],
  [{ matchLabels: {} }, 'it has no selector'],
  [{ matchLabels: { app: 'shop' } }, 'it selects app=shop, which its own template does not set'],
])('a Deployment with the selector %j is refused', (selector, message) => {
  expect(() => assertSelector(selector, base().spec.template, 'it')).toThrow(message)
})

it.each([
  [`ghcr.io/acme/web@${digest}`, digest],
  [`ghcr.io/acme/web:v1@${digest}`, digest],
  ['ghcr.io/acme/web:v1', undefined],
  ['nginx', undefined],
  [undefined, undefined],
])('the reference %s names the digest %s', (image, expected) => {
  expect(digestIn(image)).toBe(expected)
})

describe('hardening', () => {
  it('adds what is not set', () => {
    const { spec, added, contradicted } = harden({ containers: [{ name: 'web' }] })
    expect(spec.containers[0]?.securityContext).toEqual({
      readOnlyRootFilesystem: true,
      runAsNonRoot: true,
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      seccompProfile: { type: 'RuntimeDefault' },
    })
    expect(added).toHaveLength(5)
    expect(contradicted).toEqual([])
  })

  it('leaves alone what is set for the pod, and what is set well', () => {
    const capabilities = { drop: ['ALL'], add: ['NET_BIND_SERVICE'] }
    const own = { readOnlyRootFilesystem: true, allowPrivilegeEscalation: false, capabilities }
    const securityContext = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } }
    const spec = { containers: [{ name: 'web', securityContext: own }], securityContext }
    expect(harden(spec)).toEqual({ spec, added: [], contradicted: [] })
  })

  it.each([
    [{ privileged: true }, 'web: privileged is true'],
    [{ runAsNonRoot: false }, 'web: runAsNonRoot is false'],
    [{ runAsUser: 0 }, 'web: runAsUser is 0'],
    [{ allowPrivilegeEscalation: true }, 'web: allowPrivilegeEscalation is true'],
    [
      { capabilities: { add: ['SYS_ADMIN'], drop: ['ALL'] } },
      'web: capabilities is {"add":["SYS_ADMIN"],"drop":["ALL"]}',
    ],
    [{ capabilities: { drop: ['NET_RAW'] } }, 'web: capabilities is {"drop":["NET_RAW"]}'],
    [{ seccompProfile: { type: 'Unconfined' } }, 'web: seccompProfile is {"type":"Unconfined"}'],
    [{ readOnlyRootFilesystem: false }, 'web: readOnlyRootFilesystem is false'],
  ])('is contradicted by %j', (securityContext, reason) => {
    expect(harden({ containers: [{ name: 'web', securityContext }] }).contradicted).toEqual([reason])
  })

  it('is contradicted by a pod that shares what is the host’s, and looks at init containers too', () => {
    const privileged = { name: 'init', securityContext: { privileged: true } }
    const { contradicted } = harden({
      containers: [{ name: 'web' }],
      initContainers: [privileged],
      hostPID: true,
    })
    expect(contradicted).toEqual(['pod: hostPID is true', 'init: privileged is true'])
  })
})

it('a failure to read a reference is one of ours', () => {
  expect(() => assertDigests({ containers: [{ name: 'a', image: '' }] }, '', 'it')).toSatisfy(
    (run: () => void) => {
      try {
        run()
        return false
      } catch (error) {
        return isFailure(error, 'invalid-input')
      }
    },
  )
})
