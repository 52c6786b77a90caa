import { z } from 'zod'
import { parseRepository, parseTag } from '../../artifact/reference.ts'
import { messageOf } from '../../failure.ts'

/** What the tag has after it under which the record of an environment is kept. */
export const recordSuffix = '.immutable-deploy'

const longestTag = 128 - recordSuffix.length

/** Tags of commits, of lists of referrers and of cosign: what they stand for never changes. */
const named = /^(?:[a-z0-9]+-)?(?:[0-9a-f]{40}|[0-9a-f]{64})(?:\..*)?$/

export const options = z.strictObject({
  image: z
    .string()
    .superRefine(readableBy(parseRepository))
    .describe(
      'Repository that holds the tag, as in `ghcr.io/acme/shop`: the one that releases are promoted from.',
    ),
  tag: z
    .string()
    .superRefine(readableBy(parseTag))
    .refine((tag) => tag.length <= longestTag, `wanted at most ${longestTag} characters`)
    .refine(
      (tag) => !named.test(tag),
      'it is made of a commit or a digest, so that it must never move; wanted a tag of the environment, such as production',
    )
    .refine(
      (tag) => !tag.endsWith(recordSuffix),
      `tags that end in "${recordSuffix}" are for our own records`,
    )
    .describe('Tag that something else follows, as in `production`. Two environments never share one.'),
  adopt: z
    .boolean()
    .default(false)
    .describe(
      'Whether a tag that is there already, and was not put by this environment, is taken over. Without it, it is refused: it might be a version, which must not move.',
    ),
  url: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Where what follows the tag serves; asked by checks after the swap.'),
})

export type Options = z.infer<typeof options>

function readableBy(parse: (text: string) => unknown) {
  return (text: string, context: z.RefinementCtx) => {
    try {
      parse(text)
    } catch (error) {
      context.addIssue({ code: 'custom', message: messageOf(error) })
    }
  }
}
