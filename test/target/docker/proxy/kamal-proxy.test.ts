import { describe, expect, it } from 'vitest'
import { isFailure } from '../../../../src/failure.ts'
import { commandOf, kamalProxy, parseService } from '../../../../src/target/docker/proxy/kamal-proxy.ts'

const options = (written: Record<string, unknown> = {}) => kamalProxy.options.parse(written)
const goal = { host: 'shop-1', ip: '172.18.0.2', percent: 100 }

// kamal-proxy list | tr -s ' ' of kamal-proxy 0.9.2, and what of its state file matters.
const row = (target: string, state = 'running') =>
  `\u001B[1;34mshop\u001B[0m \u001B[m*\u001B[0m \u001B[m/\u001B[0m \u001B[m${target}\u001B[0m \u001B[m${state}\u001B[0m \u001B[mno\u001B[0m `
const saved = (service: object) =>
  JSON.stringify([{ name: 'other' }, { name: 'shop', rollout_targets: null, ...service }])
const answer = (listed: string, state = '') => `${listed}${listed && '\n'}---\n${state}`

describe('the table of kamal-proxy', () => {
  it('says to whom a service goes', () => {
    const text = answer(row('app-1:8080'), saved({ rollout_controller: null }))
    expect(parseService(text, 'shop')).toEqual({
      routes: [{ address: 'app-1:8080', weight: 1 }],
      revision: row('app-1:8080'),
    })
  })

  it('says that a service goes to several', () => {
    expect(parseService(answer(row('app-1:8080,app-2:8080')), 'shop').routes).toHaveLength(2)
  })

  it('says that a service goes nowhere', () => {
    expect(parseService(answer(''), 'shop')).toEqual({ routes: [], revision: '' })
  })

  it.each([
    ['is paused', answer(row('app-1:8080', 'paused'))],
    ['is stopped', answer(row('app-1:8080', 'stopped'))],
    [
      'is split by a cookie',
      answer(
        row('app-1:8080'),
        saved({ rollout_targets: ['app-2:8080'], rollout_controller: { percentage: 30 } }),
      ),
    ],
    ['has columns that nobody knows', answer(`${row('app-1:8080')}more`)],
    ['is another one', answer(row('app-1:8080').replace('shop', 'shopping'))],
  ])('is refused where the service %s', (_, text) => {
    expect(() => parseService(text, 'shop')).toThrowError(
      expect.toSatisfy((error) => isFailure(error, 'mismatch')),
    )
  })

  it('counts where the state file is cut off', () => {
    expect(parseService(answer(row('app-1:8080'), '[{"name":"sh'), 'shop').routes).toHaveLength(1)
  })
})

describe('a command for kamal-proxy', () => {
  it('swaps', () => {
    expect(commandOf('shop', [goal], 8080, options({ hosts: ['shop.example.com'], tls: true }))).toEqual([
      ...['deploy', 'shop', '--target', 'shop-1:8080', '--host', 'shop.example.com', '--tls'],
      ...['--health-check-path', '/up', '--health-check-interval', '250ms', '--deploy-timeout', '30s'],
      ...['--drain-timeout', '30s', '--target-timeout', '30s'],
    ])
  })

  it('lets nothing serve', () => {
    expect(commandOf('shop', [], 8080, options())).toEqual(['remove', 'shop'])
  })

  it('is not made for a share of the traffic', () => {
    const shares = [
      { ...goal, percent: 10 },
      { host: 'shop-2', ip: '172.18.0.3', percent: 90 },
    ]
    expect(() => commandOf('shop', shares, 8080, options())).toThrow(/haproxy/)
  })
})
