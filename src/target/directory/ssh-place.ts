import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { Readable } from 'node:stream'
import { hexOf, isDigest } from '../../artifact/digest.ts'
import type { TargetContext, TargetEdge } from '../target.ts'
import { removeTree } from './files.ts'
import { formatMarker } from './marker.ts'
import { refuseWindows } from './ownership.ts'
import type { Place } from './place.ts'
import { connectSsh, type Script } from './ssh.ts'
import { type About, failureOf } from './ssh-answer.ts'
import { nameOf } from './ssh-failure.ts'
import type { SshOptions } from './ssh-options.ts'
import * as scripts from './ssh-scripts.ts'
import { packFolder, sizeOf } from './tar.ts'

/** How long a question may take that changes nothing. Milliseconds. */
const questionTimeout = 60_000

/** A directory on a host that is reached over ssh. */
export function sshPlace(path: string, options: SshOptions, context: TargetContext, edge: TargetEdge): Place {
  const ssh = connectSsh(options, edge)
  const host = nameOf(options)
  const here = { where: `${host}:${path}`, owner: context }
  const variables = { path, marker: formatMarker(context).trimEnd() }
  const script = (text: string, ...args: string[]): Script => ({ text, variables, args })
  const question = (...wanted: Parameters<typeof script>) => ssh.ask(script(...wanted), questionTimeout)
  const change = async (wanted: Script, about: Partial<About> = {}) => {
    const answer = await ssh.ask(wanted)
    if (answer.word !== 'done') throw failureOf(answer, { ...here, ...about })
  }
  return {
    observe: async () => {
      const answer = await question(scripts.observe)
      if (answer.word === 'absent') return { serving: undefined, standing: [] }
      if (answer.word !== 'seen') throw failureOf(answer, here)
      const [serving = '', ...standing] = answer.body.split('\n').map((hex) => `sha256:${hex}`)
      return { serving: isDigest(serving) ? serving : undefined, standing: standing.filter(isDigest).sort() }
    },
    claim: async () => {
      refuseWindows()
      await change(script(scripts.claim))
    },
    holds: async (digest, folder = '.') => {
      const answer = await question(scripts.holds, hexOf(digest), folder)
      return answer.word === 'yes'
    },
    add: (digest, unpack) =>
      withFolder(async (folder) => {
        await unpack(folder)
        const { entries, bytes } = await sizeOf(folder)
        edge.log.info(`sending ${entries - 1} files and folders, ${bytes} bytes, to ${host}`)
        const wanted = script(scripts.add, hexOf(digest), String(entries), String(bytes))
        const answer = await ssh.send(wanted, () => packFolder(folder))
        if (answer.word !== 'done') throw failureOf(answer, here)
      }),
    swap: async ({ goal, expected, fence }) => {
      const [to, from] = [goal, expected].map((digest) => (digest === undefined ? '' : hexOf(digest)))
      const about = { digest: goal, expected, fence }
      await change(script(scripts.swap, to ?? '', from ?? '', String(fence)), about)
    },
    discard: (digest, fence) =>
      change(script(scripts.discard, hexOf(digest), String(fence)), { digest, fence }),
    run: (command) => change(script(scripts.run, command)),
    read: async (digest, name) => {
      const answer = await question(scripts.find, hexOf(digest), name)
      if (answer.word !== 'found') return undefined
      const [size, found = ''] = answer.body.split('\n')
      const wanted = script(scripts.cat, hexOf(digest), found)
      const open = () => Readable.from(ssh.receive(wanted), { objectMode: false })
      return { name: basename(found), size: Number(size), open }
    },
  }
}

/** Unpacked here first, so that nothing reaches the host that was not verified and looked through. */
async function withFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'release-'))
  try {
    await use(folder)
  } finally {
    await removeTree(folder)
  }
}
