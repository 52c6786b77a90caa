/**
 * Turns weights into whole percents that add up to 100: what is left over goes where most was cut off. Whatever has any
 * weight has one percent at least, so that nothing is seen to have all that shares with others.
 */
export function sharesOf<Key>(weights: Iterable<readonly [Key, number]>): { digest: Key; percent: number }[] {
  const sums = new Map<Key, number>()
  for (const [digest, weight] of weights) if (weight > 0) sums.set(digest, (sums.get(digest) ?? 0) + weight)
  const total = [...sums.values()].reduce((sum, weight) => sum + weight, 0)
  const parts = [...sums].map(([digest, weight]) => {
    const exact = (100 * weight) / total
    return { digest, percent: Math.floor(exact), rest: exact % 1 }
  })
  const left = 100 - parts.reduce((sum, { percent }) => sum + percent, 0)
  for (const part of parts.toSorted((one, other) => other.rest - one.rest).slice(0, left)) part.percent += 1
  for (const part of parts.filter(({ percent }) => percent === 0)) {
    const most = parts.reduce((one, other) => (other.percent > one.percent ? other : one))
    most.percent -= 1
    part.percent += 1
  }
  return parts.map(({ digest, percent }) => ({ digest, percent }))
}
