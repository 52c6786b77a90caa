import type { Readable, Writable } from 'node:stream'
import type { Place } from './failure.ts'

/**
 * Everything by which a part touches the world beyond its files. It is passed as the last argument, narrowed
 * to what is used: `{ fetch }: Pick<Edge, 'fetch'>`. A test passes its own.
 */
export interface Edge {
  fetch: Fetch
  connect: Connect
  exec: Exec
  spawn: Spawn
  now(): Date
  /** Waits; the time is in milliseconds. */
  sleep(time: number): Promise<void>
  log: Log
}

export interface Log {
  /** Shown only when the run is debugged. */
  debug(message: string): void
  info(message: string): void
  notice(message: string, place?: Place): void
  warning(message: string, place?: Place): void
}

/**
 * `fetch` with a timeout for the answer's headers and with retries. An answer of any status is returned; no
 * answer is a `Failure` with code `unavailable`.
 */
export type Fetch = (url: string | URL, init?: FetchInit) => Promise<HttpResponse>

/** What is used of a `Response`, without what it takes to load one. */
export interface HttpResponse {
  readonly status: number
  /** The status is 2xx. */
  readonly ok: boolean
  /** Where the answer came from, after redirects. */
  readonly url: string
  readonly headers: Pick<Headers, 'get' | 'has'> & Iterable<[string, string]>
  /** That of who answered, over TLS. */
  readonly certificate?: Certificate | undefined
  /** Is read once. A `Failure` with code `unavailable` where the connection breaks, or nothing comes for a minute. */
  readonly body: (AsyncIterable<Uint8Array> & { cancel(): Promise<void> }) | null
  text(): Promise<string>
  json(): Promise<unknown>
  arrayBuffer(): Promise<ArrayBuffer>
}

export type Certificate = { validTo: Date }

export interface FetchInit {
  method?: string
  headers?: Record<string, string>
  /** `manual`: a redirect is an answer. Otherwise it is followed, to another origin without credentials. */
  redirect?: 'follow' | 'manual' | undefined
  signal?: AbortSignal | null | undefined
  /** A stream is read as fast as it is sent; each chunk is asked for when the one before has gone. */
  body?: string | Uint8Array<ArrayBuffer> | AsyncIterable<Uint8Array>
  /** Milliseconds until the headers must be there; 30 000 unless told. */
  timeout?: number
  /** Says that a POST or PATCH may be sent twice; the other methods may be by their definition. */
  idempotent?: boolean
  /** `false`: the first answer counts, whatever it is. */
  retry?: boolean
  /** Certificates in PEM: the only authorities that are trusted, in place of the usual ones. */
  ca?: string | undefined
}

/**
 * Opens a connection and closes it again; with `tls` its certificate is verified. That there is none is a `Failure` with
 * code `unavailable`.
 */
export type Connect = (address: Address, options: ConnectOptions) => Promise<Connected>

export type Address = { host: string; port: number }

export interface ConnectOptions {
  /** Milliseconds. */
  timeout: number
  /** How long it must stay open if nothing is sent: a relay accepts before it knows whether anyone is there. Milliseconds. */
  settle: number
  tls?: { ca?: string | undefined } | undefined
}

export type Connected = { certificate?: Certificate | undefined }

/** Runs a program to its end. A non-zero exit is a `Failure` with the last line of its stderr. */
export type Exec = (command: string, args: readonly string[], options?: ExecOptions) => Promise<ExecResult>

export type ExecResult = { exitCode: number; stdout: string; stderr: string }

export interface ExecOptions extends SpawnOptions {
  input?: string | Uint8Array
  /** Milliseconds; 10 minutes unless told. Then the program is killed. */
  timeout?: number
  /** Returns a non-zero exit code rather than failing. */
  allowFailure?: boolean
}

/**
 * Starts a program whose input and output are streamed, for as long as it takes. The signals that end us reach it
 * too, so that it can clean up: a cancelled job leaves no build behind.
 */
export type Spawn = (command: string, args: readonly string[], options?: SpawnOptions) => Running

export interface SpawnOptions {
  cwd?: string
  /** Added to the environment that children get: ours without tokens and action inputs. */
  env?: Record<string, string>
  /** The only variables of ours that it gets, in any case of letters, in place of all but the secret ones. */
  inherit?: readonly string[]
  /** Is given the lines of its standard error as they come. */
  onStderr?: (line: string) => void
}

export interface Running {
  stdin: Writable
  stdout: Readable
  /** Settles when the program has ended; a non-zero exit is a `Failure`. */
  ended: Promise<void>
  kill(): void
}
