import type { SignOutcome } from '../evidence/sign-artifact.ts'
import { blocks, code, details, fence, heading, link, table } from './markdown.ts'

/** Tells what was signed, by whom, and where it is kept. */
export function signSummary(
  { statement, by, reason, reused, referrer, attestationId, storageRecordIds }: SignOutcome,
  { attestationUrl }: { attestationUrl?: string },
): string {
  const kept = [
    referrer === undefined ? undefined : ['Registry', code(referrer)],
    attestationId === undefined
      ? undefined
      : ['GitHub', link(`attestation ${attestationId}`, attestationUrl)],
    storageRecordIds.length === 0 ? undefined : ['Linked artifact', `record ${storageRecordIds.join(', ')}`],
  ].filter((row) => row !== undefined)
  return blocks(
    heading(2, `✍️ Signed: ${code(statement.predicateType)}`),
    table(
      ['', ''],
      [
        ['Signed by', reason === undefined ? signers[by] : `${signers[by]} (${reason})`],
        ...(reused ? [['When', 'by an earlier attempt of this run; nothing was signed again']] : []),
        ...statement.subject.map(({ name, digest }) => [
          'Subject',
          `${code(name)} ${code(`sha256:${digest.sha256}`)}`,
        ]),
        ...(kept.length === 0 ? [['Kept', 'only in the file of `bundle-path`']] : kept),
      ],
    ),
    details(
      'The statement',
      fence(JSON.stringify(statement.predicate, null, 2).slice(0, excerptLength), 'json'),
    ),
  )
}

const excerptLength = 20_000

const signers = {
  'public-good': 'this workflow, certified by the public-good Sigstore; its log is public',
  github: "this workflow, certified by GitHub's own Sigstore",
  private: 'this workflow, certified by a private Sigstore',
  key: 'a key',
} satisfies Record<SignOutcome['by'], string>
