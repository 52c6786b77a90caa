import { z } from 'zod'
import { caddy } from './caddy.ts'
import { haproxy } from './haproxy.ts'
import { kamalProxy } from './kamal-proxy.ts'
import type { ProxyContext, ProxyKind, ReverseProxy } from './proxy.ts'

/** The kinds of proxy, by the word that a policy writes. */
export const proxies = { 'kamal-proxy': kamalProxy, haproxy, caddy } satisfies Record<string, ProxyKind>

export const proxyOptions = z
  .discriminatedUnion('kind', [
    kamalProxy.options.safeExtend({
      kind: z.literal('kamal-proxy').describe('kamal-proxy: swaps without losing a request.'),
    }),
    haproxy.options.safeExtend({
      kind: z
        .literal('haproxy')
        .describe('HAProxy by its runtime API: loses no request, and shares traffic by weights.'),
    }),
    caddy.options.safeExtend({
      kind: z
        .literal('caddy')
        .describe(
          'Caddy by its admin API: shares traffic by weights. Each change resets a few open connections.',
        ),
    }),
  ])
  .prefault({ kind: 'kamal-proxy' })
  .describe('What stands in front of the containers.')

export type ProxyOptions = z.output<typeof proxyOptions>

export function connectProxy(options: ProxyOptions, context: ProxyContext): ReverseProxy {
  switch (options.kind) {
    case 'kamal-proxy':
      return kamalProxy.connect(options, context)
    case 'haproxy':
      return haproxy.connect(options, context)
    case 'caddy':
      return caddy.connect(options, context)
  }
}
