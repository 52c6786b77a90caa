import type { SpawnOptions } from '../../edge.ts'
import { neededVariables } from '../../needed-variables.ts'
import { passedOn } from '../passed-on.ts'
import type { TargetContext } from '../target.ts'
import type { Options } from './options.ts'

/** What scripts are told, by the end of the variable's name: `DIGEST` is `IMMUTABLE_DEPLOY_DIGEST`. */
export type Told = Readonly<Record<string, string>>

/** Where programs look for their settings and may write; credentials have to be named. */
const homeVariables = [
  ...['HOME', 'USER', 'LOGNAME', 'USERPROFILE', 'APPDATA', 'LOCALAPPDATA', 'LC_CTYPE'],
  ...['TMPDIR', 'TEMP', 'TMP', 'RUNNER_TEMP', 'GITHUB_WORKSPACE', 'CI'],
]

/** The environment of a script: what every program needs, what the policy names, and what it is told. */
export function environmentOf(
  options: Options,
  { owner, environment, service }: TargetContext,
  told: Told,
): Required<Pick<SpawnOptions, 'env' | 'inherit'>> {
  const all = { REPOSITORY: owner, ENVIRONMENT: environment, SERVICE: service, ...told }
  const ours = Object.entries(all).map(([name, value]) => [`IMMUTABLE_DEPLOY_${name}`, value])
  return {
    inherit: [...neededVariables, ...homeVariables],
    env: { ...passedOn(options['env-from']), ...Object.fromEntries(ours) },
  }
}

/** Nothing shorter is a secret, and much that is shorter stands in every text. */
const shortestSecret = 8

/** Takes the values of variables that were passed on out of a text: what we repeat may be shown to everyone. */
export function withoutPassedOn(text: string, options: Options): string {
  const lines = Object.values(passedOn(options['env-from'])).flatMap((value) => value.split(/\s*\n\s*/))
  const secrets = lines.filter((line) => line.length >= shortestSecret)
  const longestFirst = secrets.toSorted((one, other) => other.length - one.length)
  return longestFirst.reduce((hidden, secret) => hidden.replaceAll(secret, '***'), text)
}
