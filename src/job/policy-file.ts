/** Where the policy is looked for unless the input `policy` says otherwise. */
export const defaultPolicyFile = '.github/immutable-deploy.yml'
