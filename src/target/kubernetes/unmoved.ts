import { Failure, isFailure } from '../../failure.ts'
import type { Group, Kubectl } from './kubectl.ts'
import type { Metadata } from './objects.ts'
import { names } from './release.ts'

/** An object as it was seen: `object` is what people call it, `path` where the API has it. */
export type Seen = { object: string; group: Group; path: string; seen: Metadata }

const attempts = 5

/** Changes an object if nobody else has changed it since it was seen. */
export function patchUnmoved<T>(
  where: Seen,
  type: 'merge' | 'strategic',
  patch: { metadata?: object; spec: object },
  kubectl: Kubectl,
): Promise<T> {
  return whileUnmoved(where, kubectl, (resourceVersion) =>
    kubectl.patch<T>(where.object, type, { ...patch, metadata: { ...patch.metadata, resourceVersion } }),
  )
}

/** Removes an object if nobody else has changed it since it was seen; one that is gone is removed. */
export async function removeUnmoved(where: Seen, kubectl: Kubectl): Promise<void> {
  const { group, path, seen } = where
  await whileUnmoved(where, kubectl, (resourceVersion) =>
    kubectl.remove(group, path, { uid: seen.uid, resourceVersion }),
  )
}

/**
 * Writes to an object to which its controller writes a status all the time: only a change of what is asked of it, which
 * its generation counts, or of its fence is a change by somebody else.
 */
async function whileUnmoved<T>(
  { object, group, path, seen }: Seen,
  kubectl: Kubectl,
  write: (resourceVersion: string | undefined) => Promise<T>,
): Promise<T> {
  let { resourceVersion } = seen
  for (let attempt = 1; ; attempt++) {
    try {
      return await write(resourceVersion)
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
