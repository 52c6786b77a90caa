import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Digest } from '../../../src/artifact/digest.ts'
import { isFailure } from '../../../src/failure.ts'
import { command } from '../../../src/target/command/command.ts'
import type { Target } from '../../../src/target/target.ts'
import { testEdge } from '../../support/edge.ts'
import { projectRoot } from '../../support/runner.ts'
import { blocksOf } from './blocks.ts'
import { artifactOf, context, freshFolder } from './support.ts'

// The example of the documentation, as it is written there, with a stand-in for the client of AWS.
const page = await readFile(join(projectRoot, 'docs/targets/command.md'), 'utf8')
const program = blocksOf(page, 'bash')[1] ?? ''
const [one, two] = [artifactOf('one'), artifactOf('two')]
const hasJq = await testEdge()
  .exec('jq', ['--version'])
  .then(
    () => true,
    () => false,
  )

/**
 * One stack in a file. As CloudFormation does, it makes a change set only under a new name, executes one only for the
 * state that it was made for, and deletes all others then.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ExecuteChangeSet.html
 */
const aws = (place: string) => `
cd '${place}'
verb=$2; [[ $verb != wait ]] || verb=$3
while (($#)); do
  case $1 in
    --change-set-name) name=$2 ;;
    --parameters) parameters=$2 ;;
  esac
  shift
done
fail() { echo "An error occurred ($1) when calling the operation: $2" >&2; exit 254; }
update() { jq --compact-output "\${@:2}" "$1" > "$1.new" && mv "$1.new" "$1"; }
has() { grep --quiet "\\"ChangeSetName\\":\\"$name\\"" sets; }
case $verb in
  describe-stacks) cat stack ;;
  list-change-sets) cat sets ;;
  delete-change-set) update sets --arg name "$name" '.Summaries |= map(select(.ChangeSetName != $name))' ;;
  create-change-set)
    ! has || fail AlreadyExistsException "$name"
    [[ $parameters == *'"Size","UsePreviousValue":true'* ]] || fail ValidationError "parameters must have values"
    update sets --arg name "$name" --argjson parameters "$parameters" '.Summaries += [{ ChangeSetName: $name,
      Status: "CREATE_COMPLETE", ExecutionStatus: "AVAILABLE",
      image: ($parameters[] | select(.ParameterKey == "Image").ParameterValue) }]' ;;
  change-set-create-complete) has || fail ChangeSetNotFound "$name" ;;
  execute-change-set)
    has || fail ChangeSetNotFound "ChangeSet [$name] does not exist"
    update sets --arg name "$name" '.Summaries |= map(select(.ChangeSetName == $name) | .ExecutionStatus = "EXECUTE_COMPLETE")'
    update stack --slurpfile sets sets '.Stacks[0] |= if .broken then .StackStatus = "UPDATE_ROLLBACK_COMPLETE"
      else .StackStatus = "UPDATE_COMPLETE" | .Parameters[0].ParameterValue = $sets[0].Summaries[0].image end' ;;
  stack-update-complete) grep --quiet '"UPDATE_COMPLETE"' stack || fail Waiter "terminal failure state" ;;
  describe-stack-events)
    echo '{"StackEvents":[{"LogicalResourceId":"Service","ResourceStatus":"CREATE_FAILED","ResourceStatusReason":"no capacity"}]}' ;;
  *) fail InvalidAction "$verb" ;;
esac`

async function freshStack(state: object = {}) {
  const place = await freshFolder()
  await mkdir(join(place, 'bin'))
  const parameters = [
    { ParameterKey: 'Image', ParameterValue: '' },
    { ParameterKey: 'Size', ParameterValue: 'large' },
  ]
  const stack = { StackName: 'shop', StackStatus: 'CREATE_COMPLETE', Parameters: parameters, ...state }
  const files = {
    stack: JSON.stringify({ Stacks: [stack] }),
    sets: '{"Summaries":[]}',
    'bin/aws': `#!/usr/bin/env bash\n${aws(place)}\n`,
    'stack.sh': program,
  }
  for (const [name, text] of Object.entries(files)) {
    await writeFile(join(place, name), text)
    await chmod(join(place, name), 0o755)
  }
  const run = (verb: string) => `PATH='${place}/bin':$PATH '${place}/stack.sh' ${verb}`
  const verbs = ['observe', 'stage', 'shift', 'discard'].map((verb) => [verb, run(verb)])
  return { target: command.connect(Object.fromEntries(verbs), context, testEdge()), place }
}

async function stage(target: Target, artifact: typeof one): Promise<void> {
  await using _ = await target.stage(artifact)
}

const only = (digest: Digest) => ({ serving: [{ digest, percent: 100 }], standing: [digest] })

async function failure(verb: Promise<unknown>) {
  const error = await verb.catch((error: unknown) => error)
  if (!isFailure(error)) throw new Error('wanted a failure', { cause: error })
  return error
}

describe.runIf(hasJq)('the example of a CloudFormation stack', () => {
  it('stages by a change set, twice alike, and shifts by executing it', async () => {
    const { target } = await freshStack()
    await stage(target, one)
    await stage(target, one)
    expect(await target.observe()).toEqual({ serving: [], standing: [one.digest] })
    await target.shift(one.digest, 100, undefined, 1)
    await target.shift(one.digest, 100, undefined, 1)
    expect(await target.observe()).toEqual(only(one.digest))
  })

  it('goes on to another release, and back by a change set made anew', async () => {
    const { target } = await freshStack()
    await stage(target, one)
    await target.shift(one.digest, 100, undefined, 1)
    await stage(target, two)
    expect((await target.observe()).standing).toEqual([one.digest, two.digest].sort())
    await target.shift(two.digest, 100, one.digest, 1)
    expect(await target.observe()).toEqual(only(two.digest))
    await stage(target, one)
    await target.shift(one.digest, 100, two.digest, 1)
    expect(await target.observe()).toEqual(only(one.digest))
  })

  it('takes the traffic away from the first release', async () => {
    const { target } = await freshStack()
    await stage(target, one)
    await target.shift(one.digest, 100, undefined, 1)
    await target.shift(one.digest, 0, one.digest, 1)
    expect((await target.observe()).serving).toEqual([])
  })

  it('discards a change set', async () => {
    const { target } = await freshStack()
    await stage(target, one)
    await target.discard(one.digest, 1)
    expect(await target.observe()).toEqual({ serving: [], standing: [] })
  })

  it('sees nothing while the stack is under way', async () => {
    const { target } = await freshStack({ StackStatus: 'UPDATE_IN_PROGRESS' })
    const { code, message } = await failure(target.observe())
    expect(code).toBe('unavailable')
    expect(message).toContain('stack shop is UPDATE_IN_PROGRESS; wanted it at rest')
  })

  it('tells why an update was rolled back, and what served serves', async () => {
    const { target } = await freshStack({ broken: true })
    await stage(target, one)
    expect((await failure(target.shift(one.digest, 100, undefined, 1))).message).toContain(
      'Service: no capacity',
    )
    expect((await target.observe()).serving).toEqual([])
  })

  it('refuses a change set that another execution has deleted, in the very moment', async () => {
    const { target, place } = await freshStack()
    await stage(target, one)
    const race = `'${place}/bin/aws' x delete-change-set --change-set-name release-${one.digest.slice(7)}`
    const run = `PATH='${place}/bin':$PATH '${place}/stack.sh'`
    const scripts = {
      observe: `${run} observe`,
      stage: 'true',
      shift: `${race}; ${run} shift`,
      discard: 'true',
    }
    const late = command.connect(scripts, context, testEdge())
    expect((await failure(late.shift(one.digest, 100, undefined, 1))).code).toBe('mismatch')
  })
})
