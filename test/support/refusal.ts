import { readdir, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { ActionResult } from './runner.ts'
import type { Shop } from './shop.ts'

/** What an action that refuses must leave as it is. */
export type Standing = {
  /** By path of a target: what `current` leads to, and everything beside it. */
  targets: Record<string, { current: string | undefined; releases: string[] }>
  /** By repository of the registry. */
  tags: Record<string, Record<string, string>>
  manifests: Record<string, number>
  /** Deployments of ours that nobody has ended. */
  open: number[]
}

/** Looks at everything that a refused action could have left half done. */
export async function standingOf(shop: Shop, targets: readonly string[]): Promise<Standing> {
  // Asking the store about a repository makes it known, empty as it is.
  const repositories = [...shop.registry.store.repositories].filter(([, { manifests }]) => manifests.size > 0)
  const looked = await Promise.all(
    targets.map(async (path) => {
      const current = await readlink(join(path, 'current')).catch(() => undefined)
      const releases = await readdir(join(path, 'releases')).catch(() => [])
      return [path, { current, releases: releases.sort() }] as const
    }),
  )
  return {
    targets: Object.fromEntries(looked),
    tags: Object.fromEntries(repositories.map(([name, { tags }]) => [name, Object.fromEntries(tags)])),
    manifests: Object.fromEntries(repositories.map(([name, { manifests }]) => [name, manifests.size])),
    open: openDeployments(shop),
  }
}

export function openDeployments({ github }: Shop): number[] {
  return github.deployments
    .filter(({ task }) => task === 'immutable-deploy')
    .filter(({ statuses }) => !statuses.some(({ state }) => /success|failure|error|inactive/.test(state)))
    .map(({ id }) => id)
}

/**
 * Insists that a step failed as its reader needs it: one annotation that says it all in one line, with exit code 1,
 * no stack, and nothing that looks like a bug of ours. Returns that annotation.
 */
export function expectClearLine(result: ActionResult, says: RegExp | readonly RegExp[]) {
  const errors = result.annotations.filter(({ kind }) => kind === 'error')
  const [main, ...others] = errors
  expect(main, result.log).toBeDefined()
  expect(result.exitCode).toBe(1)
  expect(result.postExitCode ?? 0, result.log).toBe(0)
  for (const pattern of [says].flat()) expect(main?.message).toMatch(pattern)
  expect(main?.message).not.toMatch(/[\r\n]|undefined|\[object|\bbug\b|^\w*Error:/)
  expect(main?.message.length).toBeLessThan(1000)
  expect(result.log).not.toMatch(/^\s+at .+:\d+/m)
  expect(others.map(({ message }) => message)).not.toContain(main?.message)
  return { ...main, others }
}
