// Started by gzip.test.ts as a process of its own: compresses so many MB into a file and prints its peak memory in MB,
// or a source that fails on the way.
import { writeGzip } from '../../src/build/gzip.ts'

const [file = '', amount = ''] = process.argv.slice(2)
const chunk = Buffer.alloc(1_000_000)
for (let at = 0; at < chunk.length; at += 50) chunk.writeUInt32LE(at, at)

async function* source() {
  for (let count = 0; count < Number(amount); count++) yield chunk
}

async function* failing() {
  for (let count = 0; count < 20; count++) yield chunk
  throw new Error('the source broke')
}

if (amount === 'fail') {
  await writeGzip(failing(), file, 2).catch((error: Error) => console.log(`failed: ${error.message}`))
} else {
  await writeGzip(source(), file, 1)
  console.log(Math.round(process.resourceUsage().maxRSS / 1024))
}
