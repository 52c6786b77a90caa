import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isFailure } from '../../../src/failure.ts'
import {
  type Container,
  defaultName,
  isAlive,
  label,
  ownerLabels,
  parseContainers,
  releaseOf,
} from '../../../src/target/docker/container.ts'
import { judge } from '../../../src/target/docker/ready.ts'
import { projectRoot } from '../../support/runner.ts'

const owner = { owner: 'acme/shop', environment: 'production', service: 'app' }
const digest = `sha256:${'a'.repeat(64)}` as const
// docker container inspect, of Engine 20.10; what is read of it, and the rest of the same parts.
const inspected = readFileSync(
  join(projectRoot, 'test/fixtures/target/docker/container-inspect.json'),
  'utf8',
)

const standing: Container = {
  id: '1',
  name: 'shop-production-app-aaaaaaaaaaaa',
  labels: {
    ...ownerLabels(owner),
    [label.digest]: digest,
    [label.imageId]: 'sha256:image',
    [label.settings]: 'sha256:settings',
  },
  image: `ghcr.io/acme/shop@${digest}`,
  imageId: 'sha256:image',
  created: new Date(0),
  status: 'running',
  running: true,
  exitCode: 0,
  outOfMemory: false,
  restarts: 0,
  health: 'healthy',
  addresses: { web: '172.18.0.2' },
}

describe('what the engine tells of a container', () => {
  it('is read', () => {
    expect(parseContainers(inspected)).toMatchObject([
      { name: 'app-2', running: true, health: 'healthy', restarts: 0, addresses: { web: '172.18.0.3' } },
    ])
  })

  it.each(['', '{}', '[{}]', 'null', '[{"Id":"1"}]'])('is refused as %j', (text) => {
    expect(() => parseContainers(text)).toThrowError(
      expect.toSatisfy((error) => isFailure(error, 'mismatch')),
    )
  })

  it.each<[string, object, boolean]>([
    ['is paused', { Paused: true }, false],
    ['is started again and again', { Restarting: true }, false],
    ['is in a state of health that nobody knows', { Health: { Status: 'splendid' } }, false],
    ['has nothing that checks it', { Health: null }, true],
    ['is starting', { Health: { Status: 'starting' } }, true],
  ])('decides whether it is alive when it %s', (_, state, alive) => {
    const [value] = JSON.parse(inspected)
    const [container] = parseContainers(JSON.stringify([{ ...value, State: { ...value.State, ...state } }]))
    expect(container && isAlive(container)).toBe(alive)
  })
})

describe('a release', () => {
  it('is a container of ours', () => {
    expect(releaseOf(standing, owner)).toMatchObject({ digest, settings: 'sha256:settings' })
  })

  it.each<[string, Partial<Container>]>([
    ['of another repository', { labels: { ...standing.labels, [label.owner]: 'evil/shop' } }],
    ['of another environment', { labels: { ...standing.labels, [label.environment]: 'staging' } }],
    ['of another service', { labels: { ...standing.labels, [label.service]: 'worker' } }],
    ['without labels', { labels: {} }],
    ['made from something else than its label says', { image: `ghcr.io/acme/shop@sha256:${'b'.repeat(64)}` }],
    ['made from a tag', { image: 'ghcr.io/acme/shop:latest' }],
    ['that runs another image, put there by another tool', { imageId: 'sha256:other' }],
    ['whose digest is none', { labels: { ...standing.labels, [label.digest]: 'latest' } }],
  ])('is not a container %s', (_, changed) => {
    expect(releaseOf({ ...standing, ...changed }, owner)).toBeUndefined()
  })

  it.each([
    ['acme/shop', 'production', 'app', 'shop-production-app'],
    ['acme/Shop.Web', 'eu/Production 1', 'app', 'shop-web-eu-production-1-app'],
    ['acme/...', '...', '-', 'release'],
    [`acme/${'x'.repeat(80)}`, 'production', 'app', 'x'.repeat(50)],
  ])('of %s, %s, %s is named by them', (repository, environment, service, name) => {
    expect(defaultName({ owner: repository, environment, service })).toBe(name)
  })
})

describe('a container that is waited for', () => {
  it.each<[string, Partial<Container>, number, string | RegExp]>([
    ['is healthy', {}, 0, 'ready'],
    ['is starting', { health: 'starting' }, 50_000, 'starting'],
    ['was created a moment ago', { running: false, status: 'created' }, 0, 'starting'],
    ['has nothing that checks it, and has just started', { health: undefined }, 100, 'starting'],
    ['has nothing that checks it, and keeps running', { health: undefined }, 3000, 'ready'],
    ['is unhealthy', { health: 'unhealthy' }, 0, /unhealthy/],
    ['has ended', { running: false, status: 'exited', exitCode: 7 }, 0, /exit code 7/],
    ['has ended well, which is no way to serve', { running: false, status: 'exited' }, 0, /exit code 0/],
    ['had too little memory', { running: false, status: 'exited', outOfMemory: true }, 0, /memory/],
    ['is started again', { restarts: 2, exitCode: 1 }, 0, /again and again/],
  ])('is judged when it %s', (_, changed, spent, verdict) => {
    const { health, ...rest } = { ...standing, ...changed }
    const container = { ...rest, ...(health !== undefined && { health }) }
    const found = judge(container, { spent, restarts: container.restarts })
    if (typeof verdict === 'string') expect(found).toBe(verdict)
    else expect(found).toMatch(verdict)
  })
})
