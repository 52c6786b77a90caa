import { z } from 'zod'
import { isAllowedUrl } from './address.ts'
import { overTls } from './certificate.ts'
import { lasting, unmetIn } from './lasting.ts'
import { search } from './search.ts'
import { statuses } from './status.ts'

const headerName = z.string().regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/, 'wanted the name of a header')

const shortTime = z
  .string()
  .regex(/^[0-9]{1,6}(ms|s)$/, 'wanted a time such as 500ms or 2s')
  .transform((text) => Number.parseInt(text, 10) * (text.endsWith('ms') ? 1 : 1000))

export const options = z
  .strictObject({
    path: z
      .string()
      // A second slash would make it the name of another host.
      .regex(/^\/(?![/\\])/, 'wanted a path that starts with one "/"')
      .optional()
      .describe('Asked of whichever release is looked at, before the swap and after.'),
    url: z
      .string()
      .refine(isAllowedUrl, 'wanted an https address, or http to this machine')
      .optional()
      .describe('Asked only after the swap: before it, the former release would answer.'),
    status: statuses
      .prefault(200)
      .describe(
        'Status that counts as healthy: `204`, `2xx`, `200-399`, or a list of these. A redirect within the host is followed to get there.',
      ),
    'response-headers': z
      .record(headerName, search)
      .default({})
      .describe('Headers that the answer has, each with a text that it contains or an `/expression/`.'),
    body: search.optional().describe('Text that the answer contains, or `/expression/` that it matches.'),
    latency: shortTime
      .optional()
      .describe('The slowest that an answer may be and still count as healthy: `500ms` or `2s`.'),
    ...overTls,
    ...lasting,
    headers: z
      .record(headerName, z.string())
      .default({})
      .describe('Headers of the request. Never a secret: the file is read by everyone.'),
  })
  .refine(({ path, url }) => (path === undefined) !== (url === undefined), 'wanted either "path" or "url"')
  .superRefine((check, context) => {
    for (const unmet of unmetIn(check)) context.addIssue({ code: 'custom', ...unmet })
    if (check['certificate-days'] === undefined || check.url?.startsWith('https:')) return
    const message = 'needs a "url" with https: a staged release is asked without'
    context.addIssue({ code: 'custom', path: ['certificate-days'], message })
  })

export type Options = z.output<typeof options>
