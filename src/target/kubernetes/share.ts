/** How many pods each of two releases gets, and the percent of the traffic that this really is. */
export type Split = { candidate: number; former: number; percent: number }

/**
 * Finds the numbers of pods that come nearest to a share. Neither release gets more pods than one of them needs to
 * have all the traffic, and both together never fewer; of two that are as near, the one with more pods.
 */
export function splitReplicas(percent: number, replicas: number): Split {
  let best: Split = { candidate: 1, former: replicas, percent: 100 / (replicas + 1) }
  for (let candidate = 1; candidate <= replicas; candidate++) {
    // For this many there is one best number of the former: the two next to the exact one.
    const exact = (candidate * (100 - percent)) / percent
    for (const former of [Math.floor(exact), Math.ceil(exact)]) {
      if (former < 1 || former > replicas || candidate + former < replicas) continue
      const found = { candidate, former, percent: (100 * candidate) / (candidate + former) }
      if (isBetter(found, best, percent)) best = found
    }
    const full = { candidate, former: replicas, percent: (100 * candidate) / (candidate + replicas) }
    if (isBetter(full, best, percent)) best = full
  }
  return best
}

function isBetter(found: Split, best: Split, percent: number): boolean {
  const [near, far] = [Math.abs(found.percent - percent), Math.abs(best.percent - percent)]
  if (Math.abs(near - far) > 1e-9) return near < far
  return found.candidate + found.former > best.candidate + best.former
}

/**
 * Turns counts into whole percents that add up to 100: what is left over goes where most was cut off. Whatever counts
 * at all has one percent at least, so that nothing has all that shares with others.
 */
export function percentsOf(counts: ReadonlyMap<string, number>): Map<string, number> {
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
  if (total === 0) return new Map()
  const shares = [...counts]
    .filter(([, count]) => count > 0)
    .map(([key, count]) => ({ key, whole: Math.floor((100 * count) / total), rest: (100 * count) % total }))
  let left = 100 - shares.reduce((sum, { whole }) => sum + whole, 0)
  for (const share of shares.toSorted((one, other) => other.rest - one.rest)) {
    if (left === 0) break
    share.whole += 1
    left -= 1
  }
  for (const share of shares.filter(({ whole }) => whole === 0)) {
    const most = shares.reduce((one, other) => (other.whole > one.whole ? other : one))
    most.whole -= 1
    share.whole += 1
  }
  return new Map(shares.map(({ key, whole }) => [key, whole]))
}
