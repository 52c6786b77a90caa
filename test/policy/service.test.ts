import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { Failure } from '../../src/failure.ts'
import { environmentOf, parsePolicy } from '../../src/policy/policy.ts'
import type { Tables } from '../../src/policy/schema.ts'
import { tables as known } from './example.ts'

const options = z.strictObject({ path: z.string() })
const tables: Tables = {
  ...known,
  targets: {
    ...known.targets,
    proxy: { description: 'A proxy', options, can: { preview: true, weights: true } },
    narrow: {
      description: 'A proxy that shares traffic where it is told to',
      options: options.extend({ shares: z.boolean().default(false) }),
      can: { preview: true, weights: true },
      canWith: (written) => ({ preview: true, weights: Object(written).shares === true }),
    },
    hidden: {
      description: 'A proxy whose releases are not asked as it is set up',
      options,
      can: { preview: true, weights: true },
      canWith: () => ({ preview: false, weights: true }),
    },
    roller: {
      description: 'A cluster that rolls',
      options,
      can: { preview: true, weights: true, rolling: true },
    },
    rolled: {
      description: 'A cluster that only rolls, as it is set up',
      options,
      can: { preview: true, weights: true, rolling: true },
      canWith: () => ({ preview: false, weights: false, swap: false, rolling: true }),
    },
    cluster: { description: 'A cluster', options, can: { preview: false, weights: true, rolling: true } },
  },
}

const read = async (...lines: string[]) => {
  const text = ['version: 1', 'environments:', '  production:', ...lines.map((line) => `    ${line}`)].join(
    '\n',
  )
  return environmentOf(await parsePolicy(text, 'policy.yml', tables), 'production')
}
const problemsIn = async (...lines: string[]) =>
  read(...lines).then(
    () => [],
    (error: unknown) =>
      error instanceof Failure && error.problems.map(({ message, place }) => `${place?.line}: ${message}`),
  )
const directory = (path: string) => ({ kind: 'directory', options: { path } })

describe('the services of an environment', () => {
  it('are its single target, as the service app', async () => {
    const { services } = await read('registry: ghcr.io/acme/live', 'target: { kind: directory, path: /srv }')
    const registry = { registry: 'ghcr.io', repository: 'acme/live' }
    expect(services).toEqual({ app: { target: directory('/srv'), checks: [], registry } })
  })

  it('have targets and checks of their own beside those that all have', async () => {
    const { services } = await read(
      'checks: [{ command: { run: ./all.sh } }]',
      'services:',
      '  web: { target: { kind: directory, path: /web }, checks: [{ http: { path: / } }] }',
      '  worker: { target: { kind: directory, path: /worker } }',
    )
    const all = { kind: 'command', options: { run: './all.sh' } }
    expect(services).toEqual({
      web: { target: directory('/web'), checks: [all, { kind: 'http', options: { path: '/' } }] },
      worker: { target: directory('/worker'), checks: [all] },
    })
  })

  it('keep their copies apart, where the commit’s tag would be one for all', async () => {
    const { services } = await read(
      'registry: ghcr.io/acme/live',
      'services:',
      '  web: { target: { kind: directory, path: /web } }',
      '  worker: { target: { kind: directory, path: /worker }, registry: ecr.example/worker }',
    )
    expect(services.web?.registry).toEqual({ registry: 'ghcr.io', repository: 'acme/live/web' })
    expect(services.worker?.registry).toEqual({ registry: 'ecr.example', repository: 'worker' })
  })
})

describe('an environment', () => {
  it.each([
    [['retain: 1'], ['3: environments.production has no "target" and no "services"']],
    [
      [
        'target: { kind: directory, path: /a }',
        'services:',
        '  web: { target: { kind: directory, path: /b } }',
      ],
      [
        '5: environments.production has both "target" and "services"; an environment has one target, or services with one each',
      ],
    ],
    [['services: {}'], ['4: environments.production.services: wanted at least one service']],
    [
      ['services:', '  Web: { target: { kind: directory, path: /b } }'],
      [
        '5: environments.production.services.Web: wanted lower-case letters, digits and single "-", such as web',
      ],
    ],
    [['services:', '  web: {}'], ['5: environments.production.services.web has no "target"']],
    [
      ['services:', '  web: { target: { kind: directory, path: /b }, retain: 3 }'],
      ['5: unknown key "retain" in environments.production.services.web; known are target, checks, registry'],
    ],
  ])('is refused with its line: %j', async (lines, expected) => {
    expect(await problemsIn(...lines)).toEqual(expected)
  })
})

describe('a strategy', () => {
  it.each([
    [
      'strategy: { kind: canary, steps: [10, 50], interval: 1m }',
      { kind: 'canary', steps: [10, 50], interval: 60_000 },
    ],
    ['strategy: { kind: canary, steps: [10] }', { kind: 'canary', steps: [10], interval: 300_000 }],
    ['strategy: { kind: rolling }', { kind: 'rolling' }],
    ['retain: 3', { kind: 'blue-green' }],
  ])('is read: %s', async (line, expected) => {
    expect((await read(line, 'target: { kind: cluster, path: /a }')).strategy).toEqual(expected)
  })

  it.each([
    [
      ['strategy: { kind: rolling }', 'target: { kind: proxy, path: /a }'],
      [
        '4: environments.production.strategy.kind: target kind "proxy" cannot do "rolling"; it can do blue-green, canary',
      ],
    ],
    [
      [
        'strategy: { kind: canary, steps: [10] }',
        'services:',
        '  web: { target: { kind: proxy, path: /a } }',
        '  worker: { target: { kind: directory, path: /b } }',
      ],
      [
        '4: environments.production.strategy.kind: target kind "directory" cannot do "canary"; it can do blue-green',
      ],
    ],
    [
      ['strategy: { kind: canary, steps: [10] }', 'target: { kind: narrow, path: /a }'],
      [
        '4: environments.production.strategy.kind: target kind "narrow", as it is set up here, cannot do "canary"; it can do blue-green',
      ],
    ],
    [
      ['retain: 2', 'target: { kind: rolled, path: /a }'],
      [
        '3: environments.production.strategy: target kind "rolled", as it is set up here, cannot do "blue-green"; it can do rolling',
      ],
    ],
    [
      ['strategy: { kind: canary, steps: [50, 10] }', 'target: { kind: proxy, path: /a }'],
      [
        '4: environments.production.strategy.steps: wanted percents that rise, such as [10, 50]; 100 follows by itself',
      ],
    ],
    [
      ['strategy: { kind: canary, steps: [] }', 'target: { kind: proxy, path: /a }'],
      ['4: environments.production.strategy.steps: must not be empty; found a list'],
    ],
    [
      ['strategy: { kind: canary, steps: [100] }', 'target: { kind: proxy, path: /a }'],
      ['4: environments.production.strategy.steps[0]: wanted at most 99; found 100'],
    ],
    [
      ['strategy: { kind: canary }', 'target: { kind: proxy, path: /a }'],
      ['4: environments.production.strategy has no "steps"'],
    ],
    [
      ['strategy: { kind: rainbow }', 'target: { kind: proxy, path: /a }'],
      [
        '4: environments.production.strategy.kind: wanted one of blue-green, canary, rolling; found "rainbow"',
      ],
    ],
  ])('is refused with its line: %j', async (lines, expected) => {
    expect(await problemsIn(...lines)).toEqual(expected)
  })
})

describe('a check of a staged release at its own address', () => {
  const path = 'checks: [{ command: { run: "true" } }, { http: { path: / } }]'
  const way = 'give "url", which is asked after the swap, or use a command'

  it.each([
    [[path, 'target: { kind: proxy, path: /a }']],
    [['checks: [{ http: { url: "https://a.example/" } }]', 'target: { kind: cluster, path: /a }']],
    [['checks: [{ command: { run: ./smoke.sh } }]', 'target: { kind: cluster, path: /a }']],
    [
      [
        'services:',
        `  web: { ${path}, target: { kind: proxy, path: /a } }`,
        '  worker: { target: { kind: cluster, path: /b } }',
      ],
    ],
  ])('is let through where it has one, or none is needed: %j', async (lines) => {
    expect(await problemsIn(...lines)).toEqual([])
  })

  it.each([
    [
      [path, 'target: { kind: cluster, path: /a }'],
      [
        `4: environments.production.checks[1].http.path: target kind "cluster" gives a staged release no address at which it could be asked; ${way}`,
      ],
    ],
    [
      [path, 'target: { kind: hidden, path: /a }'],
      [
        `4: environments.production.checks[1].http.path: target kind "hidden", as it is set up here, gives a staged release no address at which it could be asked; ${way}`,
      ],
    ],
    [
      ['strategy: { kind: rolling }', path, 'target: { kind: roller, path: /a }'],
      [
        `5: environments.production.checks[1].http.path: with the strategy "rolling" nothing is staged that could be asked; ${way}`,
      ],
    ],
    [
      [
        path,
        'services:',
        '  web: { target: { kind: proxy, path: /a } }',
        '  worker: { target: { kind: cluster, path: /b } }',
        '  other: { target: { kind: cluster, path: /c } }',
      ],
      [
        `4: environments.production.checks[1].http.path: target kind "cluster" gives a staged release no address at which it could be asked; ${way}`,
      ],
    ],
    [
      [
        'services:',
        '  web: { target: { kind: proxy, path: /a } }',
        `  worker: { ${path}, target: { kind: cluster, path: /b } }`,
      ],
      [
        `6: environments.production.services.worker.checks[1].http.path: target kind "cluster" gives a staged release no address at which it could be asked; ${way}`,
      ],
    ],
  ])('is refused with its line where it has none: %j', async (lines, expected) => {
    expect(await problemsIn(...lines)).toEqual(expected)
  })
})
