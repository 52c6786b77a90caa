import { describe, expect, it } from 'vitest'
import { isFailure } from '../../../../src/failure.ts'
import { parseServers, planServers, routesOf } from '../../../../src/target/docker/proxy/haproxy.ts'

// "show servers state shop" of HAProxy 2.6: one server that was given a name by us, and others as they are at first.
const head =
  '1\n# be_id be_name srv_id srv_name srv_addr srv_op_state srv_admin_state srv_uweight srv_iweight srv_time_since_last_change srv_check_status srv_check_result srv_check_health srv_check_state srv_agent_state bk_f_forced_id srv_f_forced_id srv_fqdn srv_port srvrecord srv_use_ssl srv_check_port srv_check_addr srv_agent_addr srv_agent_port\n'
const line = (
  name: string,
  address: string,
  operation: number,
  admin: number,
  weight: number,
  host: string,
) =>
  `3 shop 1 ${name} ${address} ${operation} ${admin} ${weight} 1 1 15 3 4 6 0 0 0 ${host} 8080 - 0 0 - - 0\n`
const unused = (name: string) => line(name, '-', 0, 37, 1, 'none.invalid')
const parse = (...lines: string[]) => parseServers(`${head}${lines.join('')}\n`, 'shop')
const place = { backend: 'shop', port: 8080 }
const goal = (host: string, percent: number) => ({ host, ip: `ip-of-${host}`, percent })

const serving = line('shop1', '172.18.0.2', 2, 68, 100, 'app-1')

describe('the state of HAProxy', () => {
  it('says who gets traffic', () => {
    expect(routesOf(parse(serving, unused('shop2')))).toEqual([{ address: 'app-1:8080', weight: 100 }])
  })

  it.each([
    ['is down', line('shop1', '172.18.0.2', 0, 68, 100, 'app-1')],
    ['is in maintenance', line('shop1', '172.18.0.2', 2, 69, 100, 'app-1')],
    ['is drained', line('shop1', '172.18.0.2', 2, 76, 100, 'app-1')],
    ['has a name that leads nowhere', line('shop1', '-', 2, 100, 100, 'app-1')],
    ['has the weight 0', line('shop1', '172.18.0.2', 2, 68, 0, 'app-1')],
  ])('says that a server that %s gets none', (_, text) => {
    expect(routesOf(parse(text))).toEqual([])
  })

  it('shows a server that was set by its address', () => {
    expect(routesOf(parse(line('shop1', '10.0.0.9', 2, 64, 1, '-')))).toEqual([
      { address: '10.0.0.9:8080', weight: 1 },
    ])
  })

  it.each(['', "Can't find backend.\n", `${head}3 other 1 a`, `${head}3 shop 1 shop1 - x y z\n`])(
    'is refused as %j',
    (text) => {
      expect(() => parseServers(text, 'shop')).toThrowError(
        expect.toSatisfy((error) => isFailure(error, 'mismatch')),
      )
    },
  )
})

describe('what HAProxy is told', () => {
  it('raises the new server before it lowers the old one', () => {
    expect(planServers(parse(serving, unused('shop2')), [goal('app-2', 100)], place)).toEqual({
      setup: [
        'set server shop/shop2 fqdn app-2; set server shop/shop2 weight 0; set server shop/shop2 state ready',
      ],
      awaited: ['shop2=ip-of-app-2'],
      weights: ['set server shop/shop2 weight 100', 'set server shop/shop1 weight 0'],
      drained: ['shop1'],
      aside: ['set server shop/shop1 state maint'],
    })
  })

  it('shares the traffic', () => {
    const { weights, drained } = planServers(
      parse(serving, unused('shop2')),
      [goal('app-2', 10), goal('app-1', 90)],
      place,
    )
    expect(weights).toEqual(['set server shop/shop2 weight 10', 'set server shop/shop1 weight 90'])
    expect(drained).toEqual([])
  })

  it('takes a server that had the release before', () => {
    const stood = line('shop3', '172.18.0.3', 2, 69, 0, 'app-2')
    expect(planServers(parse(serving, unused('shop2'), stood), [goal('app-2', 100)], place).awaited).toEqual([
      'shop3=ip-of-app-2',
    ])
  })

  it('lets nothing serve', () => {
    const { setup, weights, aside } = planServers(parse(serving, unused('shop2')), [], place)
    expect({ setup, weights, aside }).toEqual({
      setup: [],
      weights: ['set server shop/shop1 weight 0'],
      aside: ['set server shop/shop1 state maint'],
    })
  })

  it('is refused where no server is to spare', () => {
    expect(() => planServers(parse(serving), [goal('app-2', 10), goal('app-1', 90)], place)).toThrow(
      /server-template/,
    )
  })

  it('is refused where servers have another port', () => {
    expect(() => planServers(parse(serving), [goal('app-1', 100)], { ...place, port: 3000 })).toThrow(
      /port 8080/,
    )
  })
})
