import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Shop } from '../../test/support/shop.ts'
import { type Balancer, startBalancer } from './balancer.ts'
import type { Story } from './story.ts'
import { sendRequests, type Traffic } from './traffic.ts'

const policyFile = '.github/immutable-deploy.yml'
const environment = 'storefront'

/** The shop's web server, as a file of its repository. */
export const serverFile = { path: 'server/main.mjs', sound: await readServer() }

/** A server that takes a handle for each request and forgets to give it back: well until it is asked. */
const leaking = serverFile.sound.replace(
  '    handles.push(handle)',
  "    if (url === '/healthz') handles.push(handle)",
)

/** Gives a release that fails under load a part of the traffic; `attest` builds and signs what is checked out. */
export async function canary(
  shop: Shop,
  story: Story,
  { sound, attest }: { sound: string; attest(): Promise<string> },
): Promise<void> {
  story.part('7. A canary with a failing metric')
  await using balancer = await startBalancer(environment)
  const policy = await readFile(join(shop.folder, policyFile), 'utf8')
  await shop.commit('A storefront behind a balancer', { [policyFile]: `${policy}\n${storefront(balancer)}` })
  const first = shop.promote(environment, sound)
  // A metric needs somebody who asks: nothing is there yet for the first of them.
  await using client = sendRequests(balancer.url)
  await story.step('a sound release is the first', 'promote', await first, 'succeeds')

  await shop.commit('Count handles', { [serverFile.path]: leaking })
  const faulty = await attest()
  const before = client.traffic.served
  const reverted = await shop.promote(environment, faulty)
  await story.step('a canary that fails once it is asked is put back', 'promote', reverted, {
    failsWith: /not healthy: shifting app: prometheus: .* wanted at most 0.02/,
  })
  story.expect(reverted.outputs.outcome === 'reverted', 'its outcome is "reverted"')
  const [serving, ...others] = balancer.serving()
  const isBack = others.length === 0 && serving?.percent === 100 && sound.endsWith(serving.digest)
  story.expect(isBack, 'the sound release has all of the traffic again')
  await client[Symbol.asyncDispose]()
  tellLosses(story, balancer, faulty, { ...client.traffic, served: client.traffic.served - before })
}

function tellLosses(story: Story, balancer: Balancer, faulty: string, traffic: Traffic): void {
  const errors = [...balancer.errorsOf(faulty.split('@')[1] ?? '')]
  const counted = errors.reduce((sum, [, count]) => sum + count, 0)
  const weights = errors.map(([percent, count]) => `${count} at ${percent} % of the traffic`).join(', ')
  story.expect(traffic.lost === 0, 'no request was refused or broken off')
  story.expect(
    counted > 0 && counted === traffic.failed,
    `${traffic.served} requests served meanwhile, ${traffic.failed} answered with an error, all by the canary itself: ${weights}`,
  )
}

function storefront({ url, admin, state }: Balancer): string {
  const order = fileURLToPath(new URL('order.ts', import.meta.url))
  const script = (verb: string) => JSON.stringify(`'${process.execPath}' '${order}' ${admin} ${verb}`)
  return `  ${environment}:
    strategy: { kind: canary, steps: [10, 50], interval: 3s }
    target:
      kind: command
      weights: true
      url: ${url}
      observe: cat '${state}'
      stage: ${script('stage')}
      shift: ${script('shift')}
      discard: ${script('discard')}
    checks:
      - prometheus:
          url: ${admin}
          query: request_errors:ratio{digest="{{digest}}"}
          max: 0.02
          max-ratio: 2
          interval: 1s
          timeout: 30s
`
}

function readServer(): Promise<string> {
  return readFile(new URL('server/main.mjs', import.meta.url), 'utf8')
}
