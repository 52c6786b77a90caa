import { describe, expect, it, type TestContext } from 'vitest'
import type { Digest } from '../../src/artifact/digest.ts'
import type { DigestReference } from '../../src/artifact/reference.ts'
import { type FailureCode, isFailure } from '../../src/failure.ts'
import { servingOf, type Target } from '../../src/target/target.ts'

/** A fresh target, and two artifacts that can be staged there. */
export type Fixture = {
  target: Target
  artifacts: readonly [DigestReference, DigestReference]
  /** Connects once more to the same place, as the next run does; the same connection is taken unless told. */
  connect?: () => Target
  /**
   * Connects by an edge that dies: its first `calls` effects happen, and then no other, as when a runner is lost.
   * `after`: the last of them happens, but its answer is lost. Every verb is then tried with 0, 1, 2… calls.
   */
  connectDying?: (calls: number, last: 'answered' | 'lost') => Target
  /** Where the target claims that a swap loses no request: what people get now, and what each artifact answers. */
  load?: { ask: () => Promise<string>; answers: readonly [string, string] }
}

/** More effects than any verb has. */
const mostCalls = 60
const swapsUnderLoad = 20

/** `weights`: it shares traffic. `atomic`: of two at once one wins. `reads`: it looks into the artifact itself. */
type Traits = { weights: boolean; atomic: boolean; reads: boolean }

/** What "a target" means: every kind passes this. */
export function targetContract(
  name: string,
  prepare: () => Promise<Fixture>,
  /** What a kind may not be able to promise, and says so in its documentation. */
  { weights = false, atomic = true, reads = true }: Partial<Traits> = {},
): void {
  describe(`${name} as a target`, () => {
    describeVerbs(prepare)
    describeSafety(prepare, { weights, atomic, reads })
    describeInterruptions(prepare)
    describeLoad(prepare)
  })
}

function describeVerbs(prepare: () => Promise<Fixture>): void {
  it('serves nothing and has nothing standing at first', async () => {
    const { target } = await prepare()
    expect(await target.observe()).toMatchObject({ serving: [], standing: [] })
  })

  it('stages beside what serves, without traffic', async () => {
    const { target, artifacts } = await prepare()
    const [first, second] = artifacts
    await stage(target, first)
    expect(await target.observe()).toMatchObject({ serving: [], standing: [first.digest] })
    await target.shift(first.digest, 100, undefined, 1)
    await stage(target, second)
    expect(await servingDigest(target)).toBe(first.digest)
    expect((await target.observe()).standing.toSorted()).toEqual([first.digest, second.digest].sort())
  })

  it('stages the same artifact twice with the same result', async () => {
    const { target, artifacts } = await prepare()
    await stage(target, artifacts[0])
    await stage(target, artifacts[0])
    expect((await target.observe()).standing).toEqual([artifacts[0].digest])
  })

  it('stages what serves without touching it', async () => {
    const { target, artifacts } = await prepare()
    await serve(target, artifacts[0], undefined)
    await stage(target, artifacts[0])
    expect(await servingDigest(target)).toBe(artifacts[0].digest)
  })

  it('shifts to a staged release', async () => {
    const { target, artifacts } = await prepare()
    await serve(target, artifacts[0], undefined)
    expect(await target.observe()).toMatchObject({
      serving: [{ digest: artifacts[0].digest, percent: 100 }],
      standing: [artifacts[0].digest],
    })
  })

  it('shifts twice with the same result', async () => {
    const { target, artifacts } = await prepare()
    await serve(target, artifacts[0], undefined)
    await target.shift(artifacts[0].digest, 100, undefined, 1)
    expect(await servingDigest(target)).toBe(artifacts[0].digest)
  })

  it('swaps to another release and back', async () => {
    const { target, artifacts } = await prepare()
    const [first, second] = artifacts
    await serve(target, first, undefined)
    await serve(target, second, first.digest)
    expect(await servingDigest(target)).toBe(second.digest)
    await target.shift(first.digest, 100, second.digest, 1)
    expect(await servingDigest(target)).toBe(first.digest)
  })

  it('takes the traffic away from a release that had nothing before it', async () => {
    const { target, artifacts } = await prepare()
    const { digest } = artifacts[0]
    await serve(target, artifacts[0], undefined)
    await target.shift(digest, 0, digest, 1)
    await target.shift(digest, 0, digest, 1)
    expect(await target.observe()).toMatchObject({ serving: [], standing: [digest] })
  })

  it('gives what it takes from a release to the one that is expected', async () => {
    const { target, artifacts } = await prepare()
    const [first, second] = artifacts
    await serve(target, first, undefined)
    await serve(target, second, first.digest)
    await target.shift(second.digest, 0, first.digest, 1)
    expect(await servingDigest(target)).toBe(first.digest)
  })

  it('discards what does not serve, also twice', async () => {
    const { target, artifacts } = await prepare()
    await stage(target, artifacts[0])
    await target.discard(artifacts[0].digest, 1)
    await target.discard(artifacts[0].digest, 1)
    expect((await target.observe()).standing).toEqual([])
  })

  it('is seen alike by another run', async () => {
    const { target, artifacts, connect = () => target } = await prepare()
    const [first, second] = artifacts
    await serve(target, first, undefined)
    await stage(target, second)
    const other = connect()
    const observed = await other.observe()
    expect(servingOf(observed)).toBe(first.digest)
    expect(observed.standing.toSorted()).toEqual([first.digest, second.digest].sort())
    await other.shift(second.digest, 100, first.digest, 2)
    expect(await servingDigest(target)).toBe(second.digest)
  })
}

function describeSafety(prepare: () => Promise<Fixture>, { weights, atomic, reads }: Traits): void {
  it('refuses a shift when something else serves than was expected', async () => {
    const { target, artifacts } = await prepare()
    const [first, second] = artifacts
    await serve(target, first, undefined)
    await stage(target, second)
    await refused(target.shift(second.digest, 100, undefined, 1), 'mismatch')
    await refused(target.shift(second.digest, 100, second.digest, 1), 'mismatch')
    expect(await servingDigest(target)).toBe(first.digest)
  })

  it('refuses to take traffic away when something else serves', async () => {
    const { target, artifacts } = await prepare()
    const [first, second] = artifacts
    await serve(target, first, undefined)
    await stage(target, second)
    await refused(target.shift(second.digest, 0, second.digest, 1), 'mismatch')
    expect(await servingDigest(target)).toBe(first.digest)
  })

  it('refuses a shift to what does not stand', async () => {
    const { target, artifacts } = await prepare()
    await refused(target.shift(artifacts[0].digest, 100, undefined, 1))
    expect(await servingDigest(target)).toBeUndefined()
  })

  it('refuses a shift to what was discarded, although what serves is again what was expected', async () => {
    const { target, artifacts, connect = () => target } = await prepare()
    const [first, second] = artifacts
    await serve(target, first, undefined)
    await serve(target, second, first.digest)
    await target.shift(first.digest, 100, second.digest, 1)
    await target.discard(second.digest, 1)
    await refused(connect().shift(second.digest, 100, first.digest, 1))
    expect(await servingDigest(target)).toBe(first.digest)
  })

  it('refuses whoever comes late, although what serves is again what it expects', async () => {
    const { target, artifacts, connect = () => target } = await prepare()
    const [first, second] = artifacts
    await serve(target, first, undefined)
    await stage(target, second)
    const late = connect()
    await target.shift(second.digest, 100, first.digest, 3)
    await target.shift(first.digest, 100, second.digest, 3)
    await refused(late.shift(second.digest, 100, first.digest, 2), 'mismatch')
    expect(await servingDigest(target)).toBe(first.digest)
    await refused(late.discard(second.digest, 2), 'mismatch')
    expect((await target.observe()).standing).toContain(second.digest)
  })

  it('never discards what serves', async () => {
    const { target, artifacts } = await prepare()
    await serve(target, artifacts[0], undefined)
    await refused(target.discard(artifacts[0].digest, 1), 'denied')
    expect(await servingDigest(target)).toBe(artifacts[0].digest)
  })

  it.runIf(atomic)('lets at most one of two shifts at once take effect, and says which', async () => {
    const { target, artifacts, connect = () => target } = await prepare()
    const [first, second] = artifacts
    await stage(target, first)
    await stage(target, second)
    const runs = [target, connect()]
    const shifts = await Promise.allSettled(
      artifacts.map(({ digest }, run) => runs[run]?.shift(digest, 100, undefined, 1)),
    )
    const serving = await servingDigest(target)
    const won = artifacts.filter((_, index) => shifts[index]?.status === 'fulfilled')
    expect(won.map(({ digest }) => digest)).toEqual(serving === undefined ? [] : [serving])
    for (const shift of shifts) if (shift.status === 'rejected') expect(shift.reason).toSatisfy(isFailure)
  })

  it('stages one artifact twice at once', async () => {
    const { target, artifacts, connect = () => target } = await prepare()
    await Promise.all([stage(target, artifacts[0]), stage(connect(), artifacts[0])])
    expect((await target.observe()).standing).toEqual([artifacts[0].digest])
    await target.shift(artifacts[0].digest, 100, undefined, 1)
    expect(await servingDigest(target)).toBe(artifacts[0].digest)
  })

  it.runIf(atomic)('stages two artifacts at once', async () => {
    const { target, artifacts, connect = () => target } = await prepare()
    await Promise.all([stage(target, artifacts[0]), stage(connect(), artifacts[1])])
    expect((await target.observe()).standing.toSorted()).toEqual(
      artifacts.map(({ digest }) => digest).toSorted(),
    )
  })

  it('discards twice at once', async () => {
    const { target, artifacts, connect = () => target } = await prepare()
    await stage(target, artifacts[0])
    await Promise.all([target, connect()].map((run) => run.discard(artifacts[0].digest, 1)))
    expect((await target.observe()).standing).toEqual([])
  })

  it.each(hostileDigests)('refuses %j for a digest, with a failure of ours', async (text) => {
    const { target, artifacts } = await prepare()
    await serve(target, artifacts[0], undefined)
    const digest = text as Digest
    await refused(target.stage({ ...artifacts[0], digest }))
    await refused(target.shift(digest, 100, artifacts[0].digest, 1))
    await refused(target.shift(artifacts[0].digest, 100, digest, 1))
    await refused(target.discard(digest, 1))
    expect(await target.observe()).toMatchObject({
      serving: [{ digest: artifacts[0].digest, percent: 100 }],
      standing: [artifacts[0].digest],
    })
  })

  it.each(weights ? [-1, 0.5, 101, Number.NaN] : [-1, 0.5, 50, 101, Number.NaN])(
    'refuses %s percent',
    async (percent) => {
      const { target, artifacts } = await prepare()
      await stage(target, artifacts[0])
      await refused(target.shift(artifacts[0].digest, percent, undefined, 1), 'invalid-input')
      expect(await servingDigest(target)).toBeUndefined()
    },
  )

  it.runIf(reads)('says by a failure of ours that an artifact is not there', async () => {
    const { target, artifacts } = await prepare()
    const missing = { ...artifacts[0], digest: `sha256:${'0'.repeat(64)}` as const }
    await refused(target.stage(missing))
    expect(await target.observe()).toMatchObject({ serving: [], standing: [] })
  })
}

const hostileDigests = [
  '',
  'sha256:',
  'sha256:..',
  `sha256:${'../'.repeat(20)}etc/passwd`,
  `sha256:${'0'.repeat(63)}`,
  `sha256:${'0'.repeat(63)}G`,
  `sha256:${'0'.repeat(64)}\n`,
  `sha256:$(touch /tmp/owned)${'0'.repeat(47)}`,
  `sha512:${'0'.repeat(128)}`,
]

function describeInterruptions(prepare: () => Promise<Fixture>): void {
  describe.each(['answered', 'lost'] as const)('whose run dies at any call, the last one %s,', (last) => {
    it('stages when it is called again', async ({ skip }) => {
      await dieEverywhere(prepare, last, skip, {
        before: async () => {},
        verb: ({ target, artifacts }) => stage(target, artifacts[0]),
        after: async (target, [first]) => {
          expect(await target.observe()).toMatchObject({ serving: [], standing: [first.digest] })
        },
      })
    })

    it('shifts when it is called again, and serves one of the two at any time', async ({ skip }) => {
      await dieEverywhere(prepare, last, skip, {
        before: async ({ target, artifacts }) => {
          await serve(target, artifacts[0], undefined)
          await stage(target, artifacts[1])
        },
        verb: ({ target, artifacts }) => target.shift(artifacts[1].digest, 100, artifacts[0].digest, 2),
        between: async (target, [first, second]) => {
          expect([first.digest, second.digest]).toContain(await servingDigest(target))
        },
        after: async (target, [, second]) => expect(await servingDigest(target)).toBe(second.digest),
      })
    })

    it('takes the traffic away when it is called again', async ({ skip }) => {
      await dieEverywhere(prepare, last, skip, {
        before: ({ target, artifacts }) => serve(target, artifacts[0], undefined),
        verb: ({ target, artifacts }) => target.shift(artifacts[0].digest, 0, artifacts[0].digest, 2),
        after: async (target) => expect(await servingDigest(target)).toBeUndefined(),
      })
    })

    it('discards when it is called again, and never what serves', async ({ skip }) => {
      await dieEverywhere(prepare, last, skip, {
        before: async ({ target, artifacts }) => {
          await serve(target, artifacts[0], undefined)
          await stage(target, artifacts[1])
        },
        verb: ({ target, artifacts }) => target.discard(artifacts[1].digest, 2),
        between: async (target, [first]) => expect(await servingDigest(target)).toBe(first.digest),
        after: async (target, [first]) => {
          expect(await target.observe()).toMatchObject({
            serving: [{ digest: first.digest, percent: 100 }],
            standing: [first.digest],
          })
        },
      })
    })
  })
}

type Interruption = {
  before(fixture: Fixture): Promise<void>
  verb(dying: Pick<Fixture, 'target' | 'artifacts'>): Promise<void>
  /** What holds after the death, before anybody has called again. */
  between?(target: Target, artifacts: Fixture['artifacts']): Promise<void>
  after(target: Target, artifacts: Fixture['artifacts']): Promise<void>
}

/** Lets a verb die after one more call each time, until it gets to its end; each time it is called again and must hold. */
async function dieEverywhere(
  prepare: () => Promise<Fixture>,
  last: 'answered' | 'lost',
  skip: TestContext['skip'],
  { before, verb, between, after }: Interruption,
): Promise<void> {
  for (let calls = 0; calls < mostCalls; calls++) {
    const fixture = await prepare()
    const { artifacts, target, connect = () => target, connectDying } = fixture
    if (connectDying === undefined) return skip('its effects are not calls that could be counted')
    await before(fixture)
    const died = await verb({ target: connectDying(calls, last), artifacts }).then(
      () => false,
      () => true,
    )
    await between?.(connect(), artifacts)
    await verb({ target: connect(), artifacts })
    await after(connect(), artifacts)
    if (!died && last === 'answered') {
      // A verb without a single call would have been tried nowhere.
      expect(calls).toBeGreaterThan(0)
      return
    }
    if (!died) return
  }
  throw new Error(`a verb took more than ${mostCalls} calls`)
}

function describeLoad(prepare: () => Promise<Fixture>): void {
  it('loses no request while it swaps, where it claims so', async ({ skip }) => {
    const fixture = await prepare()
    if (fixture.load === undefined) return skip('it claims nothing')
    const { target, artifacts, load } = fixture
    const [first, second] = artifacts
    await serve(target, first, undefined)
    await stage(target, second)
    const asking = keepAsking(load)
    let [from, to] = [first, second]
    for (let swap = 0; swap < swapsUnderLoad; swap++) {
      await asking.more()
      await target.shift(to.digest, 100, from.digest, 1)
      ;[from, to] = [to, from]
    }
    await asking.more()
    const answers = await asking.end()
    expect(answers.failed).toEqual([])
    expect(new Set(answers.got)).toEqual(new Set(load.answers))
  })
}

/** Asks without a pause, four at a time, until it is told to end. */
function keepAsking({ ask, answers }: NonNullable<Fixture['load']>) {
  const got: string[] = []
  const failed: string[] = []
  let ended = false
  const asker = async () => {
    while (!ended) {
      const answer = await ask().catch((error: Error) => `error: ${error.message}`)
      if (answers.includes(answer)) got.push(answer)
      else failed.push(answer)
    }
  }
  const askers = Array.from({ length: 4 }, asker)
  return {
    /** Waits until some more answers have come. */
    more: async () => {
      const wanted = got.length + failed.length + 8
      while (got.length + failed.length < wanted) await new Promise((resolve) => setTimeout(resolve, 2))
    },
    end: async () => {
      ended = true
      await Promise.all(askers)
      return { got, failed }
    },
  }
}

async function refused(verb: Promise<unknown>, code?: FailureCode): Promise<void> {
  await expect(verb).rejects.toSatisfy((error) => isFailure(error, code))
}

async function stage(target: Target, artifact: DigestReference): Promise<void> {
  await using _ = await target.stage(artifact)
}

async function serve(target: Target, artifact: DigestReference, expected: Digest | undefined): Promise<void> {
  await stage(target, artifact)
  await target.shift(artifact.digest, 100, expected, 1)
}

async function servingDigest(target: Target): Promise<Digest | undefined> {
  return servingOf(await target.observe())
}
