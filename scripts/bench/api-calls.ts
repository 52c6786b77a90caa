import { type Shop, startShop, succeeded } from '../../test/support/shop.ts'
import { atMost, type Measured } from './results.ts'

export type Counted = { what: string; calls: string[] }

/** The most that a promotion of one service may ask of GitHub's API. */
export const mostCalls = 12

/** Counts what promotions ask of GitHub's API, as GitHub sees it. */
export async function measureApiCalls(): Promise<Measured> {
  await using shop = await startShop()
  const counted = await countApiCalls(shop)
  return {
    rows: counted.map(({ what, calls }) => ({
      what: `calls of GitHub's API to promote: ${what}`,
      ours: String(calls.length),
      aim: atMost(mostCalls, calls.length),
    })),
    behind: counted.map(({ what, calls }) => ({ title: `The calls: ${what}`, lines: calls })),
  }
}

/** Promotes two releases through staging into production, and counts each promotion's calls. */
export async function countApiCalls(shop: Shop): Promise<Counted[]> {
  const first = await shop.release()
  const counted = [
    await count(shop, 'staging, the first release', 'staging', first),
    await count(shop, 'production, the first, planned and after staging', 'production', first),
  ]
  await shop.commit('The next one', { 'public/next.txt': 'next\n' })
  const next = await shop.release()
  counted.push(await count(shop, 'staging, the next release', 'staging', next))
  counted.push(await count(shop, 'production, the next, planned and after staging', 'production', next))
  return counted
}

async function count(shop: Shop, what: string, environment: string, image: string): Promise<Counted> {
  const inputs = environment === 'production' ? await plan(shop, image) : {}
  const before = shop.github.requests.length
  succeeded(await shop.promote(environment, image, { inputs }))
  const calls = shop.github.requests.slice(before).filter(({ path }) => !isIdentityRequest(path))
  return { what, calls: calls.map(({ method, path, status }) => `\`${method} ${path}\` ${status}`) }
}

async function plan(shop: Shop, image: string): Promise<{ plan: string }> {
  const { outputs } = succeeded(await shop.run('plan', { inputs: { image, environment: 'production' } }))
  return { plan: outputs.plan ?? '' }
}

// The runner's own token service and the keys that Sigstore reads: neither is the API nor under its rate limit.
function isIdentityRequest(path: string): boolean {
  return path.startsWith('/_apis/') || path.startsWith('/.well-known/')
}
