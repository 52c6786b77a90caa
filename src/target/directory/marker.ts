import type { TargetContext } from '../target.ts'

/** The file by which a directory is known as ours, and whose it is. */
export const markerName = '.immutable-deploy.json'

/** Whose directory it is. */
export type Owner = Pick<TargetContext, 'owner' | 'environment' | 'service'>

export function formatMarker({ owner, environment, service }: Owner): string {
  return `${JSON.stringify({ kind: 'directory', repository: owner, environment, service })}\n`
}
