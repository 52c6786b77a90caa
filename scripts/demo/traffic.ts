/** Counts of requests of one client, since it was first answered. */
export type Traffic = {
  served: number
  /** Of those, the `lost` got no answer at all, or half of one; the others were answered by an error. */
  failed: number
  lost: number
  releases: Set<string>
}

/** Sends requests one after the other, without a pause, until it is disposed of. */
export function sendRequests(url: string): AsyncDisposable & { traffic: Traffic } {
  const traffic: Traffic = { served: 0, failed: 0, lost: 0, releases: new Set() }
  const stop = new AbortController()
  const sending = (async () => {
    while (!stop.signal.aborted) {
      await ask(url, traffic)
      await new Promise((resolve) => setTimeout(resolve, 2))
    }
  })()
  return {
    traffic,
    [Symbol.asyncDispose]: async () => {
      stop.abort()
      await sending
    },
  }
}

// Until something is deployed for the first time there is nothing that could be lost.
async function ask(url: string, traffic: Traffic): Promise<void> {
  try {
    const answer = await fetch(`${url}/items.json`, { signal: AbortSignal.timeout(5_000) })
    const body = await answer.text()
    if (answer.ok) {
      traffic.served++
      traffic.releases.add(String(JSON.parse(body).release))
    } else if (traffic.served > 0) traffic.failed++
  } catch {
    if (traffic.served === 0) return
    traffic.failed++
    traffic.lost++
  }
}
