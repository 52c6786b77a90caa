/**
 * Makes foreign text fit for a reason: one line, no terminal sequences, no workflow command, not long. The
 * end is kept, where programs say why they gave up.
 */
export function inert(text: string, limit = 200): string {
  const line = text
    .replace(ansiSequence, '')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    // The runner reads this one as a command wherever it stands in a line.
    .replaceAll('##[', '#[')
    .replace(/^[\s:]+|\s+$/g, '')
  return line.length <= limit ? line : `…${line.slice(-limit + 1)}`
}

// ECMA-48 control sequences, and the operating system commands of terminals.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const ansiSequence = /\u001B(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001B]*(?:\u0007|\u001B\\)?)/g
