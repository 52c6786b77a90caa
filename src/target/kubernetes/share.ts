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
