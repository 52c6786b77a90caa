import { z } from 'zod'
import { duration } from '../../duration-schema.ts'

const script = z.string().regex(/\S/, 'wanted a command')

const variableName = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'wanted the name of a variable')
  // Those that no child ever gets (edge-node.ts), and ours, which would not be what the script is told.
  .refine(
    (name) => !/^(INPUT|STATE|ACTIONS|IMMUTABLE_DEPLOY)_|^(GITHUB|GH)_(ENTERPRISE_)?TOKEN$/i.test(name),
    'wanted a variable of your own: the runner\'s tokens and inputs are never passed on; give a token another name under "env" of the step',
  )

export const options = z.strictObject({
  observe: script.describe(
    'Script that prints what serves and what stands, as one JSON document, on its standard output. Bash runs it in the workspace, like all of these.',
  ),
  stage: script.describe('Script that starts `$IMMUTABLE_DEPLOY_IMAGE` beside what serves, without traffic.'),
  shift: script.describe(
    'Script that makes the releases in `$IMMUTABLE_DEPLOY_GOAL` serve, and nothing else; exit code 75 says that somebody else moved traffic.',
  ),
  discard: script.describe(
    'Script that stops and removes the release `$IMMUTABLE_DEPLOY_DIGEST`, which does not serve; exit code 75 as for `shift`.',
  ),
  preview: script
    .optional()
    .describe(
      'Script that prints the address of the staged release `$IMMUTABLE_DEPLOY_DIGEST` as its first line; it may go on, as a tunnel does, and is ended after the checks.',
    ),
  weights: z
    .boolean()
    .default(false)
    .describe('Whether `shift` can share traffic between two releases, as `canary` asks.'),
  url: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Where it serves, unless `observe` says so; asked by checks after the swap.'),
  'env-from': z
    .array(variableName)
    .default([])
    .describe('Names of variables of the job that the scripts get, such as those of credentials.'),
  timeout: duration.prefault('10m').describe('How long each of `stage`, `shift` and `discard` may take.'),
  'observe-timeout': duration
    .prefault('1m')
    .describe('How long `observe` may take, and `preview` until it has printed the address.'),
})

export type Options = z.output<typeof options>
