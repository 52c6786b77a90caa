import type { Edge } from '../edge.ts'
import { silence } from './answer.ts'
import type { Blob } from './blobs.ts'
import { failed, type Purpose } from './refusal.ts'

/** How many times longer than for a byte is waited for the registry to hash and store what it has. */
export const patience = 5
/** Bytes between two lines about a long upload. */
const progressStep = 64 * 1024 * 1024

/** What of a blob is sent in one request. */
export type Part = { blob: Blob; offset: number; end: number; purpose: Purpose }

/**
 * Opens a part of a blob as a request's body. The request is ended when nothing was sent for a time (`idle`, in
 * milliseconds), by a registry that takes no more or a source that gives none. That fault, and one of the source, is
 * what is to be told: the connection only says that it was broken off.
 */
export function openOutgoing(part: Part, idle: number, log: Edge['log']) {
  const controller = new AbortController()
  let fault: unknown
  let timer: NodeJS.Timeout | undefined
  let closed = false
  const touch = (time: number) => {
    clearTimeout(timer)
    // The answer may be there before the last of the source was asked for.
    if (closed) return
    timer = setTimeout(() => {
      fault = failed(part.purpose, 'unavailable', silence(time).message)
      controller.abort(fault)
    }, time)
  }

  async function* open(): AsyncIterable<Uint8Array> {
    touch(idle)
    try {
      for await (const chunk of reported(slice(part), part, log)) {
        yield chunk
        touch(idle)
      }
    } catch (error) {
      fault ??= error
      throw error
    }
    touch(idle * patience)
  }

  return {
    open,
    signal: controller.signal,
    fault: () => fault,
    close: () => {
      closed = true
      clearTimeout(timer)
    },
  }
}

/** Reads a part of a blob; the registry hashes the whole, so here it is only counted. */
async function* slice({ blob, offset, end, purpose }: Part): AsyncIterable<Uint8Array> {
  const { size } = blob.descriptor
  let position = offset
  for await (const chunk of blob.open(offset)) {
    const part = chunk.subarray(0, end - position)
    position += chunk.length
    if (position > size) throw failed(purpose, 'mismatch', `more than the declared ${size} bytes came`)
    yield part
    // The end of the whole is read to its end: only there does a source say that all of it was good.
    if (position >= end && end < size) return
  }
  if (position < end) throw failed(purpose, 'mismatch', `${position} of the declared ${size} bytes came`)
}

async function* reported(
  chunks: AsyncIterable<Uint8Array>,
  { blob, offset, purpose }: Part,
  log: Edge['log'],
): AsyncIterable<Uint8Array> {
  const { size } = blob.descriptor
  let sent = offset
  for await (const chunk of chunks) {
    const before = Math.floor(sent / progressStep)
    sent += chunk.length
    if (Math.floor(sent / progressStep) > before)
      log.info(`pushing ${purpose.subject}: ${megabytes(sent)} (${Math.floor((100 * sent) / size)} %)`)
    yield chunk
  }
}

/** Shows a size to people. */
export function megabytes(size: number): string {
  return `${Math.round(size / 1_000_000)} MB`
}
