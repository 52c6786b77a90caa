import { type Digest, formatShortDigest } from '../artifact/digest.ts'

// Builders for what people read: job summaries, issues and comments, in GitHub's flavour of Markdown.
// https://github.github.com/gfm/
// They take and give Markdown, except where a parameter is called `text`: that is foreign, and escaped here.

/**
 * Escapes text from anywhere so that it shows as it is: no Markdown, no HTML, no mention or reference of an
 * issue, and no workflow command should the result reach a log.
 */
export function escapeText(text: string): string {
  return disarm(plain(text))
    .replace(/[\\`*_[\]#~:$]/g, '\\$&')
    .replace(/^[-+=]|^\d+(?=[.)])|www(?=\.)/gi, escapeLast)
    .replace(/[&<>|]/g, entity)
}

/** Shows text as code, on one line, wherever it stands: in a sentence or in a table. */
export function code(text: string): string {
  const shown = plain(text)
  if (shown === '') return ''
  // A code span has no escapes of its own, and `##[` is a workflow command wherever it stands in a line.
  return /[`|\\]|##\[/.test(shown) ? `<code>${escapeText(shown)}</code>` : `\`${shown}\``
}

/** Shows a digest as people compare it: its first twelve digits. */
export function shortDigest(digest: Digest): string {
  return code(formatShortDigest(digest))
}

/** Links text to a page; an address that is not http or https stays without a link. */
export function link(text: string, url: string | undefined): string {
  const href = url === undefined ? undefined : webAddress(url)
  return href === undefined ? escapeText(text) : `[${escapeText(text)}](${href})`
}

export function bold(markdown: string): string {
  return markdown === '' ? '' : `**${markdown}**`
}

export function heading(level: 1 | 2 | 3 | 4, markdown: string): string {
  return `${'#'.repeat(level)} ${markdown}`
}

/** Makes a table of Markdown cells; one without rows is nothing. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return ''
  return [header, header.map(() => '---'), ...rows].map(tableRow).join('\n')
}

export function list(items: readonly string[]): string {
  return items.map((item) => `- ${item.replaceAll('\n', ' ')}`).join('\n')
}

/** Folds Markdown under a line of text; nothing to fold is nothing. */
export function details(text: string, markdown: string): string {
  if (markdown === '') return ''
  // Markdown is not read inside <summary>, and is read after it only behind an empty line.
  return `<details><summary>${escapeHtml(text)}</summary>\n\n${markdown}\n\n</details>`
}

/** Shows text of several lines as it is, with a fence longer than any in it. */
export function fence(text: string, language = ''): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
  const ticks = '`'.repeat(longest + 1)
  return `${ticks}${language}\n${text.replace(/\n$/, '')}\n${ticks}`
}

/** Puts blocks under each other; blocks without content leave no gap. */
export function blocks(...markdown: readonly (string | undefined)[]): string {
  return `${markdown.filter((block) => block !== undefined && block !== '').join('\n\n')}\n`
}

/** Counts things in words: `1 package`, `2 packages`. */
export function plural(count: number, noun: string, nouns = `${noun}s`): string {
  // Not by locale: to load one takes longer than everything else here.
  const grouped = String(count).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${grouped} ${count === 1 ? noun : nouns}`
}

/** Escapes text for the inside of an HTML element, where Markdown is not read. */
export function escapeHtml(text: string): string {
  return disarm(plain(text)).replace(/[&<>|"]|:(?=:)|#(?=#)/g, entity)
}

/** Shortens text for people, with an ellipsis in place of the rest. */
export function truncate(text: string, length: number): string {
  // A character has two units at most, and a stranger's text may be long.
  const characters = [...text.slice(0, 2 * length + 2)]
  return characters.length <= length ? text : `${characters.slice(0, length - 1).join('')}…`
}

function tableRow(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('\n', ' ').replaceAll('|', '\\|')).join(' | ')} |`
}

// One line, and nothing in it that a reader cannot see: controls, and the characters that reorder text
// (https://trojansource.codes).
function plain(text: string): string {
  return text
    .toWellFormed()
    .replace(/\s+/gu, ' ')
    .replace(/[\p{Cc}\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, '\ufffd')
    .trim()
}

// GitHub looks for @name and #1 in the finished page, where escapes are gone: a word joiner, which takes no
// room, keeps them apart.
function disarm(text: string): string {
  return text.replace(/@(?=[a-z0-9])|#(?=\d)/gi, '$&\u2060')
}

// What counts only at the start of a line, or before a dot: `- item`, `1. item`, `www.`.
function escapeLast(start: string): string {
  return /^\d|^w/i.test(start) ? `${start}\\` : `\\${start}`
}

function entity(character: string): string {
  return `&#${character.charCodeAt(0)};`
}

function webAddress(url: string): string | undefined {
  const parsed = URL.parse(url)
  if (parsed === null || !['https:', 'http:'].includes(parsed.protocol)) return undefined
  // A name and password in an address only serve to make it look like another one.
  if (parsed.username !== '' || parsed.password !== '') return undefined
  return parsed.href.replace(
    /[()<>[\]|\\`*_~"'\s]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  )
}
