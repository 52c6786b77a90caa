import { isIP } from 'node:net'
import { z } from 'zod'

const hostName = z
  .string()
  .max(253)
  .refine(
    (name) => isIP(name) > 0 || /^[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?$/.test(name),
    'wanted the name or the address of a host',
  )
const user = z.string().regex(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}$/, 'wanted the name of a user')
const port = z.int().min(1).max(65535)

// As sshd(8) has them: names, the type of the key, the key; an authority or a revoked key is marked.
const knownHost = z
  .string()
  .regex(
    /^(@(cert-authority|revoked) )?[^\s#@]\S* [a-z0-9@.-]+ [A-Za-z0-9+/]{40,}={0,3}( [^\p{Cc}]*)?$/u,
    'wanted a line of known_hosts, such as "web1.example.com ssh-ed25519 AAAA…"',
  )

const jump = z.strictObject({
  host: hostName.describe('Host to go through.'),
  port: port.default(22).describe('Port of its ssh server.'),
  user: user.optional().describe('User to log in as there, if another.'),
})

export const sshOptions = z.strictObject({
  host: hostName.describe('Host that the directory is on.'),
  port: port.default(22).describe('Port of its ssh server.'),
  user: user.describe('User to log in as; the directory is its own.'),
  'known-hosts': z
    .array(knownHost)
    .min(1)
    .describe('Keys by which the host is known, as lines of `known_hosts`. Another key is always refused.'),
  'key-env': z
    .string()
    .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'wanted the name of a variable')
    .optional()
    .describe(
      'Variable of the job that holds the private key; without it, an ssh agent’s or the machine’s own keys.',
    ),
  jump: jump.optional().describe('Host to go through, with the same keys: `host`, `port`, `user`.'),
})

export type SshOptions = z.output<typeof sshOptions>
