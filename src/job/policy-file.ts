import { Failure } from '../failure.ts'

/** Where the policy is looked for unless the input `policy` says otherwise. */
export const defaultPolicyFile = '.github/immutable-deploy.yml'

/** Says that a policy file that is needed is not there. */
export function noPolicyFile(file: string): Failure {
  return new Failure(
    'not-found',
    `there is no policy file ${file} on the default branch; add one, or name it by the input "policy"`,
  )
}
