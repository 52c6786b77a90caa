import { directory } from './directory/directory.ts'
import type { Adapter } from './target.ts'

/** The kinds of target, by the word that a policy writes. */
export const targets = { directory } satisfies Record<string, Adapter>
