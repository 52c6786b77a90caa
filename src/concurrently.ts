/** Maps with at most `limit` at work; what comes out is in order. After a failure nothing more is begun. */
export async function mapConcurrently<T, R>(
  items: readonly T[],
  limit: number,
  map: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = []
  const entries = items.entries()
  let failed = false
  const worker = async () => {
    // The workers share one iterator, so that each takes the next item that nobody has.
    for (const [index, item] of entries) {
      if (failed) return
      results[index] = await map(item).catch((error: unknown) => {
        failed = true
        throw error
      })
    }
  }
  await Promise.all(Array.from({ length: limit }, worker))
  return results
}
