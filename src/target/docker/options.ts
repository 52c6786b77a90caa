import { z } from 'zod'
import { parseDigestReference } from '../../artifact/reference.ts'
import { duration } from '../../duration-schema.ts'
import { messageOf } from '../../failure.ts'
import { proxyOptions } from './proxy/index.ts'

const absolutePath = z
  .string()
  // The engine's options separate by these; a path that has one would be read as two.
  .regex(/^\/[^:,"\p{Cc}]*$/u, 'wanted an absolute path without ":", "," and quotes')
const variableName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'wanted the name of a variable')
const engineName = z
  .string()
  .regex(/^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,62}$/, 'wanted up to 63 letters, digits, "_", "." or "-"')
const secretName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,127}$/, 'wanted the name of a file')
const size = z.string().regex(/^[1-9][0-9]*[kmg]$/, 'wanted a size such as 512m or 2g')

const digestReference = z.string().transform((written, context) => {
  try {
    return parseDigestReference(written)
  } catch (error) {
    context.addIssue({ code: 'custom', message: messageOf(error) })
    return z.NEVER
  }
})

const health = z.strictObject({
  command: z.string().min(1).describe('Command that the image’s shell runs; exit code 0 is healthy.'),
  interval: duration.prefault('5s').describe('Pause between two runs.'),
  timeout: duration.prefault('5s').describe('How long one may take.'),
  retries: z.int().min(1).max(100).default(3).describe('Failures in a row that make it unhealthy.'),
  'start-period': duration.prefault('0s').describe('Time at first in which failures do not count.'),
})

const configuration = z
  .strictObject({
    image: digestReference.describe('Artifact with the files, as in `ghcr.io/acme/shop-config@sha256:…`.'),
    path: absolutePath.describe('Where they are mounted, read-only.'),
  })
  .describe('Configuration as an artifact of its own.')

const where = {
  host: z
    .string()
    .regex(/^(unix|tcp|ssh|npipe):\/\/[^\s"]+$/, 'wanted unix://…, tcp://… or ssh://…')
    .optional()
    .describe(
      'Engine, as in `ssh://deploy@shop.example.com`; without it, what `DOCKER_HOST` or the context says.',
    ),
  context: engineName.optional().describe('Docker context, instead of `host`.'),
}

const traffic = {
  port: z.int().min(1).max(65535).describe('Port on which the container answers HTTP.'),
  network: engineName
    .refine(
      (name) => !['bridge', 'host', 'none'].includes(name),
      'wanted a network of its own: in this one nothing has a name',
    )
    .describe('Network that the containers share with the proxy; made by `docker network create`.'),
  networks: z.array(engineName).default([]).describe('More networks, such as that of the database.'),
  publish: z
    .array(
      z.string().regex(/^[0-9a-fA-F.:[\]-]*[0-9]+(\/(tcp|udp))?$/, 'wanted [address:][port or range:]port'),
    )
    .default([])
    .describe(
      'Ports of the host, as for `docker run`. Two releases stand at once: give a range, or no port of the host.',
    ),
  url: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Where the proxy serves it; asked by checks after the swap.'),
  proxy: proxyOptions,
}

const hardening = {
  user: z
    .string()
    .regex(/^[A-Za-z0-9_][A-Za-z0-9_.-]*(:[A-Za-z0-9_][A-Za-z0-9_.-]*)?$/, 'wanted user or user:group')
    .optional()
    .describe('User, if not the image’s own. An image that runs as root is refused unless this says so.'),
  'read-only': z.boolean().default(true).describe('Whether the container’s root file system is read-only.'),
  tmpfs: z
    .array(z.string().regex(/^\/[^,"\s]*$/, 'wanted a path, with or without options, as in /tmp:size=64m'))
    .default([])
    .describe('Folders in memory that may be written to.'),
  'cap-add': z
    .array(z.string().regex(/^[A-Z_]+$/, 'wanted a capability such as NET_BIND_SERVICE'))
    .default([])
    .describe('Capabilities that it keeps; all others are dropped.'),
  memory: size.optional().describe('Most memory that it may use.'),
  cpus: z
    .number()
    .positive()
    .max(1024)
    .optional()
    .describe('Most processors that it may keep busy, as in `1.5`.'),
  'pids-limit': z.int().min(1).default(1024).describe('Most processes and threads that it may have.'),
}

const contents = {
  command: z.array(z.string()).min(1).optional().describe('Arguments instead of the image’s own.'),
  env: z
    .record(variableName, z.string())
    .default({})
    .describe('Variables. Never a secret: the file is read by everyone.'),
  'env-from': z
    .array(variableName)
    .default([])
    .describe('Names of variables of the job that are passed on. `docker inspect` shows them.'),
  'env-file': absolutePath
    .optional()
    .describe('File of variables on the machine of the job. `docker inspect` shows them.'),
  secrets: z
    .record(secretName, absolutePath)
    .default({})
    .describe('Files of the Docker host, by name: each is mounted read-only at `/run/secrets/<name>`.'),
  volumes: z
    .array(
      z.string().regex(/^[A-Za-z0-9/][^:,"\s]*:\/[^:,"\s]*(:ro)?$/, 'wanted volume:/path or volume:/path:ro'),
    )
    .default([])
    .describe('Volumes or folders of the host. Two releases that stand at once share them.'),
  configuration: configuration.optional(),
}

const life = {
  platform: z
    .string()
    .regex(/^[a-z0-9]+\/[a-z0-9]+(\/[a-z0-9]+)?$/, 'wanted a platform such as linux/arm64')
    .optional()
    .describe('Platform to run, if not the engine’s own.'),
  restart: z
    .enum(['no', 'on-failure', 'always', 'unless-stopped'])
    .default('unless-stopped')
    .describe('Restart policy of the engine.'),
  health: z
    .union([z.literal('none'), health])
    .optional()
    .describe(
      'Health check instead of the image’s own: `command`, `interval`, `timeout`, `retries`, `start-period`; or `none`.',
    ),
  'ready-timeout': duration.prefault('60s').describe('How long it may take to become healthy.'),
  'stop-timeout': duration.prefault('30s').describe('How long it may take to stop before it is killed.'),
  standby: z
    .enum(['running', 'stopped'])
    .default('running')
    .describe('How the release that was replaced is kept for a rollback. Older ones are always stopped.'),
  name: engineName
    .max(50)
    .optional()
    .describe(
      'How containers are named before their digest; by default `<repository>-<environment>-<service>`.',
    ),
}

export const options = z.strictObject({ ...where, ...traffic, ...hardening, ...contents, ...life })

export type Options = z.output<typeof options>
