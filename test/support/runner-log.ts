export type Annotation = {
  kind: 'notice' | 'warning' | 'error'
  message: string
  file?: string
  line?: number
}

/** What a step wrote, and what its reader sees of it. */
export type StepLog = {
  written: string[]
  shown: string[]
  annotations: Annotation[]
  /** Commands that no action of ours has a reason to write: text from elsewhere that got through. */
  unexpected: string[]
  mask(text: string): string
  take(line: string): void
}

/** Reads a step's output line by line, as the runner does. */
export function stepLog({ secrets, debug, onLine }: LogOptions): StepLog {
  const mask = (text: string) => [...secrets].reduce((masked, value) => masked.replaceAll(value, '***'), text)
  const log: StepLog = { written: [], shown: [], annotations: [], unexpected: [], mask, take }
  const show = (line: string) => {
    log.shown.push(mask(line))
    onLine?.(mask(line))
  }
  function take(line: string): void {
    log.written.push(`${line}\n`)
    const command = parseCommand(line)
    if (command === undefined) show(line)
    else obey(command)
  }
  function obey({ name, message, properties }: Command): void {
    if (name === 'add-mask') maskLines(message)
    else if (name === 'debug') debug && show(`##[debug]${message}`)
    else if (name === 'group' || name === 'endgroup') show(`##[${name}]${message}`)
    else if (name === 'notice' || name === 'warning' || name === 'error') {
      log.annotations.push(annotationOf(name, mask(message), properties))
      show(`##[${name}]${message}`)
    } else log.unexpected.push(name)
  }
  // Each line of a secret is one.
  function maskLines(message: string): void {
    for (const line of message.split(/\r?\n/)) if (line !== '') secrets.add(line)
  }
  return log
}

type LogOptions = {
  secrets: Set<string>
  debug: boolean
  onLine: ((line: string) => void) | undefined
}

type Command = { name: string; message: string; properties: Record<string, string> }

function annotationOf(
  kind: Annotation['kind'],
  message: string,
  properties: Record<string, string>,
): Annotation {
  const { file, line } = properties
  return {
    kind,
    message,
    ...(file !== undefined && { file }),
    ...(line !== undefined && { line: Number(line) }),
  }
}

/** Reads a line as the runner does: `::name key=value::message` at its start, or `##[name …]message` anywhere. */
export function parseCommand(line: string): Command | undefined {
  const match =
    /^\s*::([\w-]+)(?: ([^:]*))?::(.*)$/s.exec(line) ?? /##\[([\w-]+)(?: ([^\]]*))?\](.*)$/s.exec(line)
  const [, name, list = '', message = ''] = match ?? []
  if (name === undefined) return undefined
  const properties = list.split(/[,;]/).flatMap((pair) => {
    const [key, ...value] = pair.split('=')
    return key === undefined || value.length === 0 ? [] : [[key.trim(), decode(value.join('='))]]
  })
  return { name, message: decode(message), properties: Object.fromEntries(properties) }
}

function decode(text: string): string {
  const codes: Record<string, string> = { '%0D': '\r', '%0A': '\n', '%3A': ':', '%2C': ',', '%25': '%' }
  return text.replace(/%0D|%0A|%3A|%2C|%25/g, (code) => codes[code] ?? code)
}
