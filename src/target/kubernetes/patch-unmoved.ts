import { Failure, isFailure } from '../../failure.ts'
import type { Group, Kubectl } from './kubectl.ts'
import type { Metadata } from './objects.ts'
import { names } from './release.ts'

export type Seen = { object: string; group: Group; path: string; seen: Metadata }

const attempts = 5

/**
 * Changes an object that its controller writes a status to all the time: only a change of what is asked of it, which
 * its generation counts, is a change by somebody else.
 */
export async function patchUnmoved<T>(
  { object, group, path, seen }: Seen,
  type: 'merge' | 'strategic',
  patch: { metadata?: object; spec: object },
  kubectl: Kubectl,
): Promise<T> {
  let { resourceVersion } = seen
  for (let attempt = 1; ; attempt++) {
    const metadata = { ...patch.metadata, resourceVersion }
    try {
      return await kubectl.patch<T>(object, type, { ...patch, metadata })
    } catch (error) {
      if (!isFailure(error, 'mismatch')) throw error
      const now = await kubectl.read<{ metadata: Metadata }>(group, path)
      const isSame =
        now?.metadata.uid === seen.uid &&
        now?.metadata.generation === seen.generation &&
        now?.metadata.annotations?.[names.fence] === seen.annotations?.[names.fence]
      if (!isSame || attempt === attempts) return refuseMoved(object)(error)
      resourceVersion = now?.metadata.resourceVersion
    }
  }
}

/** Tells of a lost race what it means. */
export function refuseMoved(object: string) {
  return (cause: unknown): never => {
    if (!isFailure(cause, 'mismatch')) throw cause
    throw new Failure('mismatch', `somebody else changed ${object} in the meantime; nothing was changed`, {
      cause,
    })
  }
}
