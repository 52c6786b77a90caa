import { isAbsolute } from 'node:path'
import { z } from 'zod'
import type { Digest } from '../../artifact/digest.ts'
import { formatReference } from '../../artifact/reference.ts'
import { Failure } from '../../failure.ts'
import { guarded } from '../guarded.ts'
import { goalOf } from '../shift.ts'
import type { Adapter, Staged, Target, TargetContext, TargetEdge } from '../target.ts'
import { localPlace } from './local.ts'
import type { Place } from './place.ts'
import { startPreview } from './preview.ts'
import { unpackRelease } from './release.ts'
import { sshOptions } from './ssh-options.ts'
import { sshPlace } from './ssh-place.ts'

const options = z.strictObject({
  path: z
    .string()
    .refine(isAbsolute, 'wanted an absolute path')
    .regex(/^\P{Cc}*$/u, 'wanted a path without line breaks and the like')
    .describe('Absolute path of the directory; it holds `releases/<hex>` and the link `current`.'),
  root: z
    .string()
    .regex(/^(?!\/)(?!.*\.\.)/, 'wanted a relative path without ".."')
    .default('.')
    .describe('Folder inside a release that is served, as in `srv/www`.'),
  url: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Where the directory is served; asked by checks after the swap.'),
  reload: z
    .string()
    .min(1)
    .optional()
    .describe('Command run there after each swap, as in `systemctl reload nginx`.'),
  ssh: sshOptions.optional().describe('Host that it is on, if not the machine of the job.'),
})

type Options = z.infer<typeof options>

const can = { preview: true, weights: false }

/**
 * A directory: each release is unpacked read-only to `releases/<hex>`, and the link `current`, replaced by one rename,
 * is what serves. A web server that follows the link needs to know nothing more.
 */
export const directory: Adapter = {
  description: 'A directory, on the machine of the job or over ssh, swapped by a symbolic link',
  options,
  can,
  connect: (written, context, edge) => {
    const parsed = options.parse(written)
    const { path, ssh } = parsed
    const place = ssh === undefined ? localPlace(path, context, edge) : sshPlace(path, ssh, context, edge)
    return guarded(connectDirectory(parsed, place, context, edge), can)
  },
}

function connectDirectory(
  { root, url, reload }: Options,
  place: Place,
  { registry }: TargetContext,
  { log }: TargetEdge,
): Target {
  return {
    observe: async () => {
      const { serving, standing } = await place.observe()
      return { serving: serving === undefined ? [] : [{ digest: serving, percent: 100 }], standing, url }
    },
    stage: async (artifact) => {
      await place.claim()
      if (!(await place.holds(artifact.digest))) {
        log.info(`unpacking ${formatReference(artifact)}`)
        await place.add(artifact.digest, (folder) => unpackRelease(registry, artifact, folder))
      }
      return preview(place, artifact.digest, root)
    },
    shift: async (digest, percent, expected, fence) => {
      const goal = goalOf({ digest, percent, expected })[0]?.digest
      await place.swap({ goal, expected: percent === 0 ? digest : expected, fence })
      // Also where the link was there already: whoever put it there may have died before this.
      if (reload !== undefined) await place.run(reload)
    },
    discard: (digest, fence) => place.discard(digest, fence),
  }
}

async function preview(place: Place, digest: Digest, root: string): Promise<Staged> {
  if (!(await place.holds(digest, root))) {
    throw new Failure('mismatch', `the release has no folder "${root}", which the policy names as root`)
  }
  return startPreview((path) => place.read(digest, `${root}${path}`))
}
