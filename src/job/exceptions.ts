import { resolve } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { readGivenFile } from '../evidence/given-file.ts'
import { type FailureCode, isFailure } from '../failure.ts'
import { defaultExceptionsFile, type Exception, type Exceptions } from '../gate/exceptions.ts'
import type { Job } from './job.ts'
import type { PolicySource } from './policy.ts'

/** How it fails where nobody named a file and this job, or nobody now, can see whether there is one. */
const outOfReach: FailureCode[] = ['unauthorized', 'not-found', 'unavailable']

/**
 * Fetches the exceptions of the default branch, and no others: what a pull request adds to them holds once it is
 * merged, so that nobody excepts themselves.
 */
export async function findExceptions(
  named: string | undefined,
  policy: PolicySource,
  job: Job,
): Promise<Exceptions | undefined> {
  const { edge, github } = job
  try {
    const settings = await policy.fetch()
    const { fetchExceptions } = await import('../deployment/settings.ts')
    const commit = settings?.commit ?? (await github.fetchDefaultHead())
    const file = named ?? settings?.policy.exceptions
    const known = named === undefined ? settings?.exceptions : undefined
    const exceptions = known ?? (await fetchExceptions(github, file, commit))
    const { assertTerms } = await import('../gate/exceptions-file.ts')
    if (exceptions !== undefined) assertTerms(exceptions, edge.now())
    await compareWithCheckout(exceptions, file ?? defaultExceptionsFile, job)
    return exceptions
  } catch (error) {
    if (named !== undefined || !isFailure(error) || !outOfReach.includes(error.code)) throw error
    // Without them more fails, not less.
    const tell = error.code === 'unavailable' ? edge.log.warning : edge.log.info
    tell(`no exceptions are read: ${error.message}`)
    return undefined
  }
}

/** Tells whoever changes the exceptions that the change does not hold yet, and what is wrong with it. */
async function compareWithCheckout(
  known: Exceptions | undefined,
  file: string,
  { context, edge }: Job,
): Promise<void> {
  try {
    const { parseExceptions } = await import('../gate/exceptions-file.ts')
    const bytes = await readGivenFile(resolve(context.workspace, file), file)
    const { list } = parseExceptions(bytes.toString('utf8'), file)
    if (isDeepStrictEqual(list.map(withoutLine), (known?.list ?? []).map(withoutLine))) return
    edge.log.notice(
      'these exceptions differ from those of the default branch, which are the ones that count',
      {
        file,
        line: 1,
      },
    )
  } catch (error) {
    if (!isFailure(error)) throw error
    // Not checked out, or wrong, which is no fault of this scan.
    for (const { message, place } of error.problems) edge.log.warning(message, place)
  }
}

function withoutLine({ line: _, ...exception }: Exception): Omit<Exception, 'line'> {
  return exception
}
