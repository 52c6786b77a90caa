import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type FailureCode, isFailure } from '../../../src/failure.ts'
import type { Registry } from '../../../src/registry/registry.ts'
import { assertExpected, assertFence, fenceIn } from '../../../src/target/kubernetes/fence.ts'
import { kubernetes } from '../../../src/target/kubernetes/kubernetes.ts'
import { chooseManifests, parseManifest, readManifests } from '../../../src/target/kubernetes/manifests.ts'
import { options } from '../../../src/target/kubernetes/options.ts'
import { names } from '../../../src/target/kubernetes/release.ts'
import { testEdge } from '../../support/edge.ts'

const least = { namespace: 'shop', deployment: 'web' }

describe('options', () => {
  it('are filled in', () => {
    expect(options.parse({ ...least, service: 'web' })).toEqual({
      namespace: 'shop',
      deployment: ['web'],
      service: 'web',
      preview: 'port-forward',
      timeout: 600_000,
      pending: 60_000,
      harden: 'report',
    })
  })

  it.each([
    ['nothing that runs', { namespace: 'shop' }, 'wanted one of "deployment"'],
    [
      'manifests without a Service',
      { namespace: 'shop', manifests: ['a.yaml'] },
      '"manifests" need a "service"',
    ],
    ['both', { ...least, service: 'web', manifests: ['a.yaml'] }, 'stand in place of'],
    ['a route alone', { ...least, route: 'web' }, '"route" needs the "service"'],
    [
      'a path out of the workspace',
      { namespace: 'shop', service: 'web', manifests: ['../a.yaml'] },
      'inside the workspace',
    ],
    [
      'an absolute path',
      { namespace: 'shop', service: 'web', manifests: ['/etc/a.yaml'] },
      'inside the workspace',
    ],
    [
      'an option of kubectl for a context',
      { ...least, context: '--token=x' },
      'wanted the name of a context',
    ],
    ['an option of kubectl for a name', { ...least, deployment: '-f' }, ''],
    ['a namespace that is none', { ...least, namespace: 'Shop/../x' }, 'wanted a name such as web'],
    ['an unknown key', { ...least, image: 'x' }, 'image'],
  ])('with %s are refused', (_, written, message) => {
    const { success, error } = options.safeParse(written)
    expect(success).toBe(false)
    expect(error?.issues.map((issue) => issue.message).join('; ')).toContain(message)
  })
})

describe('what it can do', () => {
  const beside = { ...least, service: 'web' }

  it.each([
    ['one Deployment behind a Service', beside, { preview: true, weights: true, swap: true, rolling: true }],
    [
      'no preview',
      { ...beside, preview: 'none' },
      { preview: false, weights: true, swap: true, rolling: true },
    ],
    ['a Deployment alone', least, { preview: false, weights: false, swap: false, rolling: true }],
    [
      'several Deployments',
      { ...beside, deployment: ['web', 'worker'] },
      { preview: false, weights: false, swap: false, rolling: true },
    ],
    [
      'a StatefulSet',
      { namespace: 'shop', 'stateful-set': 'db', service: 'db' },
      { preview: false, weights: false, swap: false, rolling: true },
    ],
    [
      'manifests',
      { namespace: 'shop', manifests: ['web.yaml'], service: 'web' },
      { preview: true, weights: true, swap: true, rolling: false },
    ],
  ])('with %s', (_, written, expected) => {
    expect(kubernetes.canWith?.(written)).toEqual(expected)
    for (const strategy of ['blue-green', 'canary', 'rolling'] as const) {
      const context = { owner: 'acme/shop', environment: 'production', service: 'app', strategy }
      const connect = () => kubernetes.connect(written, { ...context, registry: {} as Registry }, testEdge())
      const can = { 'blue-green': expected.swap, canary: expected.weights, rolling: expected.rolling }[
        strategy
      ]
      if (can) expect(connect).not.toThrow()
      else expect(connect).toThrow(`the strategy "${strategy}"`)
    }
  })
})

const deployment = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec: { template: { spec: { containers: [{ name: 'web' }] } } },
}
const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec: {} }

describe('manifests', () => {
  it('are a Deployment, and a Service', () => {
    expect(chooseManifests([service, deployment], 'a.yaml')).toEqual({ deployment, service })
    expect(chooseManifests([deployment], 'a.yaml')).toEqual({ deployment })
  })

  it.each([
    ['nothing', [], 'wanted one Deployment'],
    ['two Deployments', [deployment, deployment], 'wanted one Deployment'],
    ['two Services', [deployment, service, service], 'at most one Service'],
    [
      'a ConfigMap',
      [deployment, { apiVersion: 'v1', kind: 'ConfigMap' }],
      'a v1 ConfigMap is not part of a release',
    ],
    ['another Deployment', [{ ...deployment, apiVersion: 'acme/v1' }], 'is not part of a release'],
    ['a Deployment without a name', [{ ...deployment, metadata: {} }], 'has no metadata.name'],
    [
      'a Deployment without containers',
      [{ ...deployment, spec: {} }],
      'has no spec.template.spec.containers',
    ],
  ])('that are %s are refused', (_, objects, message) => {
    expect(() => chooseManifests(objects, 'a.yaml')).toThrow(message)
  })

  it.each([
    ['several documents', '---\nkind: A\n---\n# nothing\n---\nkind: B\n', [{ kind: 'A' }, { kind: 'B' }]],
    ['JSON', '{"kind":"A"}', [{ kind: 'A' }]],
    ['nothing', '', []],
  ])('are read as %s', (_, text, objects) => {
    expect(parseManifest(text, 'a.yaml')).toEqual(objects)
  })

  it.each([
    ['no YAML', 'a: [', 'is not YAML'],
    ['a list', '- a\n', 'holds something that is no object'],
    ['a text', 'hello', 'holds something that is no object'],
  ])('that are %s are refused', (_, text, message) => {
    expect(() => parseManifest(text, 'a.yaml')).toThrow(message)
  })

  it('are only those of the workspace, also through a link', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'manifests-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    await writeFile(join(folder, 'web.json'), JSON.stringify(deployment))
    await symlink('/etc/hostname', join(folder, 'link.yaml'))
    expect(await readManifests(['web.json'], folder)).toEqual({ deployment })
    await expect(readManifests(['link.yaml'], folder)).rejects.toSatisfy((error) =>
      isFailure(error, 'denied'),
    )
    await expect(readManifests(['none.yaml'], folder)).rejects.toSatisfy((error) =>
      isFailure(error, 'not-found'),
    )
  })
})

describe('a shift', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((letter) => `sha256:${letter.repeat(64)}` as const)
  if (a === undefined || b === undefined || c === undefined) throw new Error('there are three')
  const by = (digest: typeof a, expected: typeof a | undefined, percent = 100) => ({
    digest,
    expected,
    percent,
  })
  const serve = (...digests: (typeof a)[]) => digests.map((digest) => ({ digest }))

  it.each([
    ['where nothing serves', { shares: [], led: [], alive: [] }, by(b, undefined), true],
    ['where what is expected serves', { shares: serve(a), led: [a], alive: [a] }, by(b, a), true],
    ['where both serve', { shares: serve(a, b), led: [a, b], alive: [a, b] }, by(b, a), true],
    ['where it is done', { shares: serve(b), led: [b], alive: [b] }, by(b, a), true],
    ['where another serves', { shares: serve(c), led: [c], alive: [c] }, by(b, a), false],
    ['where another serves as well', { shares: serve(a, c), led: [], alive: [] }, by(b, a), false],
    [
      'where something serves unexpected',
      { shares: serve(a), led: [a], alive: [a] },
      by(b, undefined),
      false,
    ],
    ['where nothing serves unexpected', { shares: [], led: [], alive: [] }, by(b, a), false],
    ['where what is expected is down', { shares: [], led: [a], alive: [] }, by(b, a), true],
    ['where what is led to is down', { shares: [], led: [c], alive: [] }, by(b, undefined), true],
    [
      'where what is led to is about to answer',
      { shares: [], led: [c], alive: [c] },
      by(b, undefined),
      false,
    ],
    ['where another is led to', { shares: [], led: [c], alive: [] }, by(b, a), false],
    ['that takes traffic away twice', { shares: [], led: [], alive: [] }, by(a, a, 0), true],
  ])('%s', (_, serving, wanted, allowed) => {
    const check = () => assertExpected(serving, wanted, 'it')
    if (allowed) expect(check).not.toThrow()
    else expect(check).toThrow('so nothing was changed')
  })

  it.each([
    [undefined, 0, undefined],
    ['5', 5, undefined],
    ['5', 6, undefined],
    ['5', 4, 'mismatch'],
    ['five', 6, 'denied'],
  ] as [string | undefined, number, FailureCode | undefined][])(
    'after the fence %s by %i',
    (written, fence, code) => {
      const annotations: Record<string, string> = written === undefined ? {} : { [names.fence]: written }
      const check = () => assertFence({ name: 'web', annotations }, fence, 'it')
      if (code === undefined) expect(check).not.toThrow()
      else expect(check).toThrow(expect.toSatisfy((error: unknown) => isFailure(error, code)))
      if (written === '5') expect(fenceIn({ name: 'web', annotations }, 'it')).toBe(5)
    },
  )
})
