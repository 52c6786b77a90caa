import { type Shop, startShop, succeeded } from '../../test/support/shop.ts'
import { atMost, type Measured } from './results.ts'

type Counted = { what: string; calls: string[] }

/** Counts what promotions ask of GitHub's API, as GitHub sees it. */
export async function measureApiCalls(): Promise<Measured> {
  await using shop = await startShop()
  const first = await shop.release()
  const counted = [await count(shop, 'staging, the first release', 'staging', first)]
  await shop.commit('The next one', { 'public/next.txt': 'next\n' })
  const next = await shop.release()
  counted.push(await count(shop, 'staging, the next release', 'staging', next))
  const { outputs } = succeeded(
    await shop.run('plan', { inputs: { image: next, environment: 'production' } }),
  )
  const planned = { plan: outputs.plan ?? '' }
  counted.push(await count(shop, 'production, planned and after staging', 'production', next, planned))
  return {
    rows: counted.map(({ what, calls }) => ({
      what: `calls of GitHub's API to promote: ${what}`,
      ours: String(calls.length),
      aim: atMost(12, calls.length),
    })),
    behind: counted.map(({ what, calls }) => ({ title: `The calls: ${what}`, lines: calls })),
  }
}

async function count(
  { github, promote }: Shop,
  what: string,
  environment: string,
  image: string,
  inputs: Record<string, string> = {},
): Promise<Counted> {
  const before = github.requests.length
  succeeded(await promote(environment, image, { inputs }))
  const calls = github.requests.slice(before).filter(({ path }) => !isIdentityRequest(path))
  return { what, calls: calls.map(({ method, path, status }) => `\`${method} ${path}\` ${status}`) }
}

// The runner's own token service and the keys that Sigstore reads: neither is the API nor under its rate limit.
function isIdentityRequest(path: string): boolean {
  return path.startsWith('/_apis/') || path.startsWith('/.well-known/')
}
