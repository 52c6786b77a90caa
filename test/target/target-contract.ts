import { describe, expect, it } from 'vitest'
import type { Digest } from '../../src/artifact/digest.ts'
import type { DigestReference } from '../../src/artifact/reference.ts'
import { isFailure } from '../../src/failure.ts'
import { servingOf, type Target } from '../../src/target/target.ts'

/** A fresh target, and two artifacts that can be staged there. */
export type Fixture = { target: Target; artifacts: readonly [DigestReference, DigestReference] }

/** One deployment does it all, so that nobody comes late. */
const fence = 7

/** What "a target" means: every kind passes this. */
export function targetContract(name: string, prepare: () => Promise<Fixture>): void {
  describe(`${name} as a target`, () => {
    it('serves nothing and has nothing standing at first', async () => {
      const { target } = await prepare()
      expect(await target.observe()).toMatchObject({ serving: [], standing: [] })
    })

    it('stages beside what serves, without traffic', async () => {
      const { target, artifacts } = await prepare()
      await stage(target, artifacts[0])
      expect(await target.observe()).toMatchObject({ serving: [], standing: [artifacts[0].digest] })
    })

    it('stages the same artifact twice with the same result', async () => {
      const { target, artifacts } = await prepare()
      await stage(target, artifacts[0])
      await stage(target, artifacts[0])
      expect((await target.observe()).standing).toEqual([artifacts[0].digest])
    })

    it('shifts to a staged release', async () => {
      const { target, artifacts } = await prepare()
      await serve(target, artifacts[0], undefined)
      expect(await servingDigest(target)).toBe(artifacts[0].digest)
    })

    it('shifts twice with the same result', async () => {
      const { target, artifacts } = await prepare()
      await serve(target, artifacts[0], undefined)
      await target.shift(artifacts[0].digest, 100, undefined, fence)
      expect(await servingDigest(target)).toBe(artifacts[0].digest)
    })

    it('swaps to another release and back', async () => {
      const { target, artifacts } = await prepare()
      const [first, second] = artifacts
      await serve(target, first, undefined)
      await serve(target, second, first.digest)
      expect(await servingDigest(target)).toBe(second.digest)
      await target.shift(first.digest, 100, second.digest, fence)
      expect(await servingDigest(target)).toBe(first.digest)
    })

    it('refuses a shift when something else serves than was expected', async () => {
      const { target, artifacts } = await prepare()
      const [first, second] = artifacts
      await serve(target, first, undefined)
      await stage(target, second)
      await expect(target.shift(second.digest, 100, undefined, fence)).rejects.toSatisfy((error) =>
        isFailure(error, 'mismatch'),
      )
      expect(await servingDigest(target)).toBe(first.digest)
    })

    it('refuses a shift to what does not stand', async () => {
      const { target, artifacts } = await prepare()
      await expect(target.shift(artifacts[0].digest, 100, undefined, fence)).rejects.toSatisfy((error) =>
        isFailure(error),
      )
      expect(await servingDigest(target)).toBeUndefined()
    })

    it('lets at most one of two shifts at once take effect, and says which', async () => {
      const { target, artifacts } = await prepare()
      const [first, second] = artifacts
      await stage(target, first)
      await stage(target, second)
      const shifts = await Promise.allSettled(
        artifacts.map(({ digest }) => target.shift(digest, 100, undefined, fence)),
      )
      const serving = await servingDigest(target)
      const won = artifacts.filter((_, index) => shifts[index]?.status === 'fulfilled')
      expect(won.map(({ digest }) => digest)).toEqual(serving === undefined ? [] : [serving])
    })

    it('takes the traffic away from a release that had nothing before it', async () => {
      const { target, artifacts } = await prepare()
      const { digest } = artifacts[0]
      await serve(target, artifacts[0], undefined)
      await target.shift(digest, 0, digest, fence)
      await target.shift(digest, 0, digest, fence)
      expect(await target.observe()).toMatchObject({ serving: [], standing: [digest] })
    })

    it('discards what does not serve, also twice', async () => {
      const { target, artifacts } = await prepare()
      await stage(target, artifacts[0])
      await target.discard(artifacts[0].digest, fence)
      await target.discard(artifacts[0].digest, fence)
      expect((await target.observe()).standing).toEqual([])
    })

    it('never discards what serves', async () => {
      const { target, artifacts } = await prepare()
      await serve(target, artifacts[0], undefined)
      await expect(target.discard(artifacts[0].digest, fence)).rejects.toSatisfy((error) =>
        isFailure(error, 'denied'),
      )
      expect(await servingDigest(target)).toBe(artifacts[0].digest)
    })
  })
}

async function stage(target: Target, artifact: DigestReference): Promise<void> {
  await using _ = await target.stage(artifact)
}

async function serve(target: Target, artifact: DigestReference, expected: Digest | undefined): Promise<void> {
  await stage(target, artifact)
  await target.shift(artifact.digest, 100, expected, fence)
}

async function servingDigest(target: Target): Promise<Digest | undefined> {
  return servingOf(await target.observe())
}
