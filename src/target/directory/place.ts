import type { Readable } from 'node:stream'
import type { Digest } from '../../artifact/digest.ts'

/**
 * Where a directory is: on this machine, or on one that is reached over ssh. What has the name of a release is
 * complete, and what serves is one link; every change is one rename.
 */
export interface Place {
  observe(): Promise<{ serving: Digest | undefined; standing: Digest[] }>
  /** Makes an empty or new directory ours; refuses one that is somebody else's. */
  claim(): Promise<void>
  /** Says whether a release is there and, below it, a folder of this path. */
  holds(digest: Digest, folder?: string): Promise<boolean>
  /** Puts a release there, which `unpack` writes into the folder that it is given. */
  add(digest: Digest, unpack: (folder: string) => Promise<void>): Promise<void>
  swap(swap: Swap): Promise<void>
  discard(digest: Digest, fence: number): Promise<void>
  /** Runs a command in the directory. */
  run(command: string): Promise<void>
  /** Reads a file of a release, or the `index.html` of a folder; undefined if there is none. */
  read(digest: Digest, path: string): Promise<FoundFile | undefined>
}

/** What a swap asks for: nothing serves for a goal of undefined. */
export type Swap = { goal: Digest | undefined; expected: Digest | undefined; fence: number }

/** `name` tells its type. */
export type FoundFile = { name: string; size: number; open(): Readable }
