// What the scripts of the target `command` run to change something: it passes their order on to the balancer.
const [admin = '', verb = ''] = process.argv.slice(2)
const told = (name: string) => process.env[`IMMUTABLE_DEPLOY_${name}`] ?? ''
/** By this exit code `shift` and `discard` say that somebody else moved traffic. */
const moved = 75

const shares = told('GOAL')
  .split('\n')
  .filter((line) => line !== '')
const goal = shares.map((line) => {
  const [digest, percent] = line.split(' ')
  return { digest, percent: Number(percent) }
})
const order = {
  digest: told('DIGEST'),
  image: told('IMAGE'),
  expected: told('EXPECTED'),
  fence: Number(told('FENCE')),
  goal,
}
const answer = await fetch(`${admin}/${verb}`, { method: 'POST', body: JSON.stringify(order) })
if (!answer.ok) {
  console.error(await answer.text())
  process.exitCode = answer.status === 409 ? moved : 1
}
