import { z } from 'zod'
import { options, repositoryPath, text } from './schema-parts.ts'

/** Whose runs build by default: never code of a pull request, which anyone may write. */
export const defaultEvents = ['push', 'release', 'workflow_dispatch']

/** GitHub's own issuer of identity tokens. */
export const defaultIssuer = 'https://token.actions.githubusercontent.com'

// https://docs.github.com/actions/reference/workflows-and-actions/events-that-trigger-workflows
const events = [
  'branch_protection_rule',
  'check_run',
  'check_suite',
  'create',
  'delete',
  'deployment',
  'deployment_status',
  'discussion',
  'discussion_comment',
  'fork',
  'gollum',
  'issue_comment',
  'issues',
  'label',
  'merge_group',
  'milestone',
  'page_build',
  'public',
  'push',
  'registry_package',
  'release',
  'repository_dispatch',
  'schedule',
  'status',
  'watch',
  'workflow_dispatch',
  'workflow_run',
]

const event = z.enum(events, {
  error: ({ input }) =>
    typeof input === 'string' && input.startsWith('pull_request')
      ? `"${input}" runs code that anyone may propose, and is never trusted`
      : undefined,
})

const identity = {
  'signer-workflow': z
    .string()
    .regex(
      /^[\w.-]+\/[\w.-]+\/[^@\s]+\.ya?ml(@\S+)?$/,
      'wanted owner/repository/path.yml, with or without @ref',
    )
    .optional()
    .describe('Workflow that signs, as in `acme/shop/.github/workflows/deploy.yml`; may carry `@ref`.'),
  'signer-repo': z
    .string()
    .regex(/^[\w.-]+\/[\w.-]+$/, 'wanted owner/repository')
    .optional()
    .describe('Repository whose workflows may sign.'),
  'source-ref': z
    .string()
    .regex(/^refs\/\S+$/, 'wanted a full ref such as refs/heads/main')
    .optional()
    .describe('Ref that the code must come from, as in `refs/heads/main`.'),
  events: z
    .array(event)
    .min(1)
    .optional()
    .meta({ default: defaultEvents })
    .describe(
      'Events whose runs may build. For `scan` and `promotion` they and `schedule` count unless told otherwise.',
    ),
  'deny-self-hosted-runners': z
    .boolean()
    .optional()
    .meta({ default: false })
    .describe('Whether only GitHub-hosted runners may sign.'),
  'cert-identity': text.optional().describe('Subject alternative name that the certificate must have.'),
  'cert-identity-regex': text
    .refine(isRegularExpression, 'wanted a regular expression')
    .optional()
    .describe('Regular expression that the whole subject alternative name must match.'),
  'cert-oidc-issuer': z
    .url({ protocol: /^https?$/, error: 'wanted the address of an issuer of identity tokens' })
    .optional()
    .meta({ default: defaultIssuer })
    .describe('Issuer of the identity that signs.'),
  key: repositoryPath
    .optional()
    .describe('Public key file. Beside an identity both must hold; alone it replaces the identity.'),
  'trusted-root': repositoryPath
    .optional()
    .describe('Trust root of a private Sigstore; without it, that of GitHub or of the public-good instance.'),
}

export const trustSchema = options({
  ...identity,
  scan: options(identity)
    .optional()
    .describe('Other keys for scan results, such as the workflow that scans.'),
  promotion: options(identity).optional().describe('Other keys for promotion records.'),
}).describe('Who may speak for an artifact. Nothing named: any workflow of this repository.')

function isRegularExpression(pattern: string): boolean {
  try {
    new RegExp(pattern, 'u')
    return true
  } catch {
    return false // That it does not compile is what was asked.
  }
}
