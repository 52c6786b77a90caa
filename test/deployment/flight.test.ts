import { expect, it } from 'vitest'
import { digestOf } from '../../src/artifact/digest.ts'
import { flightFrom } from '../../src/deployment/flight.ts'
import { formatPayload, type Payload } from '../../src/deployment/record.ts'
import type { ListedDeployment } from '../../src/github/github.ts'

const [bad, good] = [digestOf('bad'), digestOf('good')]
const record = { deployment: { id: 1, nodeId: 'DE_promoted' }, digest: bad }
const imageOf = (digest: typeof bad) => ({ registry: 'ghcr.io', repository: 'acme/shop', digest })

const payload: Payload = {
  release: { app: imageOf(good) },
  changed: ['app'],
  previous: { app: imageOf(bad) },
  plan: digestOf('plan'),
  policy: { commit: '1'.repeat(40), digest: digestOf('policy') },
  run: { id: '77', attempt: 1 },
  nonce: 'n',
  rollback: { by: 'octocat', reason: 'carts are empty' },
}

function listed(nodeId: string, states: string[], about: Partial<Payload> = {}): ListedDeployment {
  const createdAt = '2026-11-21T10:00:00Z'
  return {
    nodeId,
    task: 'immutable-deploy',
    createdAt,
    payload: formatPayload({ ...payload, ...about }),
    statuses: states.map((state) => ({ state, description: '', createdAt })),
    complete: true,
  }
}

const promoted = listed('DE_promoted', ['success'], { rollback: undefined } as Partial<Payload>)
const confirmed = listed('DE_back', ['success', 'in_progress'])

it('tells who went back from a release since it was promoted, when, why and by which run', () => {
  expect(flightFrom(record, [confirmed, promoted])).toEqual({
    by: 'octocat',
    reason: 'carts are empty',
    at: new Date('2026-11-21T10:00:00Z'),
    run: '77',
  })
})

it.each<[string, ListedDeployment[]]>([
  ['is older than the promotion', [promoted, confirmed]],
  ['is under way', [listed('DE_back', ['in_progress']), promoted]],
  ['failed', [listed('DE_back', ['failure']), promoted]],
  ['called itself a success after it was ended', [listed('DE_back', ['success', 'failure']), promoted]],
  [
    'went back from another release',
    [listed('DE_back', ['success'], { previous: payload.release }), promoted],
  ],
  ['kept it', [listed('DE_back', ['success'], { release: { app: imageOf(bad) } }), promoted]],
  ['is a promotion', [{ ...promoted, nodeId: 'DE_other' }, promoted]],
  ['is none of ours', [{ ...confirmed, payload: 'v1.2.3' }, promoted]],
])('does not take a deployment for one that %s', (_, deployments) => {
  expect(flightFrom(record, deployments)).toBeUndefined()
})

it.each<[string, ListedDeployment[]]>([
  [
    'more was written of it than GitHub shows at once',
    [{ ...listed('DE_back', ['in_progress']), complete: false }, promoted],
  ],
  ['the promotion is not listed', [confirmed]],
  ['another that counts for nothing came after it', [listed('DE_later', ['failure']), confirmed, promoted]],
])('takes it for one also where %s', (_, deployments) => {
  expect(flightFrom(record, deployments)).toMatchObject({ by: 'octocat' })
})
