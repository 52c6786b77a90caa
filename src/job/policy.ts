import type { Settings } from '../deployment/settings.ts'
import type { Job } from './job.ts'
import { defaultPolicyFile, noPolicyFile } from './policy-file.ts'

/** The policy of the default branch, read once for a job. */
export type PolicySource = {
  file: string
  /** Undefined: nobody named a file, and there is none. */
  fetch(): Promise<Settings | undefined>
}

export function openPolicy({ github, home, roots }: Job, file: string): PolicySource {
  let settings: Promise<Settings | undefined> | undefined
  // Loaded only where it is asked for: what reads a policy takes longer to load than many a step takes in all.
  const fetch = async () => {
    const { fetchSettings } = await import('../deployment/settings.ts')
    const settings = await fetchSettings(github, { file, home, roots })
    // A file that somebody named says whom to trust: without it, more would be trusted than was meant.
    if (settings === undefined && file !== defaultPolicyFile) throw noPolicyFile(file)
    return settings
  }
  return {
    file,
    fetch: () => {
      settings ??= fetch()
      return settings
    },
  }
}
