import type { HttpResponse } from '../edge.ts'

const bodyLimit = 1024 * 1024

/** The first MiB of an answer as text: nobody who is asked can fill the memory. */
export async function readStart(response: HttpResponse): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.length
    text += decoder.decode(chunk, { stream: true })
    if (size >= bodyLimit) break
  }
  return text
}
