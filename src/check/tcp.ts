import { z } from 'zod'
import { isFailure } from '../failure.ts'
import { certificateFault, overTls } from './certificate.ts'
import { type Answer, type Asked, type Check, type CheckEdge, inert } from './check.ts'
import { lasting, pollLasting, unmetIn } from './lasting.ts'

const pattern = /^(?:\[(?<v6>[0-9a-f:.]+)\]|(?<name>[a-z0-9]([a-z0-9.-]*[a-z0-9])?)):(?<port>[0-9]{1,5})$/i

const options = z
  .strictObject({
    address: z
      .string()
      .refine(
        (text) => addressIn(text) !== undefined,
        'wanted a host and a port, such as db.example.com:5432 or [::1]:5432',
      )
      .describe('Host and port, asked only after the swap: before it, the former release would answer.'),
    tls: z.boolean().default(false).describe('Whether it must speak TLS, with a certificate for that host.'),
    ...overTls,
    ...lasting,
  })
  .superRefine((check, context) => {
    for (const unmet of unmetIn(check)) context.addIssue({ code: 'custom', ...unmet })
    const named = (['ca', 'certificate-days'] as const).filter((key) => check[key] !== undefined)
    if (check.tls) return
    for (const key of named) context.addIssue({ code: 'custom', path: [key], message: 'needs "tls: true"' })
  })

type Options = z.output<typeof options>

/** The longest one attempt may take, and how long a connection must stay open. Milliseconds. */
const attemptTimeout = 10_000
const settle = 1000

export const tcp: Check = {
  description: 'A port that must accept a connection, and over TLS have a good certificate.',
  options,
  ask: (written, asked, edge) => askTcp(options.parse(written), asked, edge),
}

async function askTcp(options: Options, { phase }: Asked, edge: CheckEdge): Promise<Answer> {
  const name = inert(options.address, 120)
  if (phase === 'staged') return { passed: true, reason: `${name} is asked only after the swap` }
  return pollLasting(options, (left) => attempt(name, options, left, edge), edge)
}

async function attempt(
  name: string,
  { address, tls, ca, 'certificate-days': days }: Options,
  left: number,
  { connect, now }: Pick<CheckEdge, 'connect' | 'now'>,
): Promise<Answer> {
  const { host, port } = addressIn(address) ?? { host: '', port: 0 }
  try {
    const timeout = Math.min(left, attemptTimeout)
    const { certificate } = await connect({ host, port }, { timeout, settle, tls: tls ? { ca } : undefined })
    const fault = certificateFault(certificate, days, now())
    if (fault !== undefined) return { passed: false, reason: `${name} accepted a connection ${fault}` }
    return { passed: true, reason: `${name} accepted a connection` }
  } catch (error) {
    if (isFailure(error, 'unavailable')) return { passed: false, reason: `${name}: ${inert(error.message)}` }
    throw error
  }
}

function addressIn(text: string): { host: string; port: number } | undefined {
  const { v6, name, port } = pattern.exec(text)?.groups ?? {}
  const host = v6 ?? name
  const number = Number(port)
  return host === undefined || number < 1 || number > 65_535 ? undefined : { host, port: number }
}
