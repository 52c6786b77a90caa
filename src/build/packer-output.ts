/** A line of `packer build -machine-readable`: of which build, what about, and the rest. */
export type PackerLine = { target: string; type: string; data: string[] }

/**
 * Reads `timestamp,target,type,data…`.
 * https://developer.hashicorp.com/packer/docs/commands#format
 */
export function parsePackerLine(line: string): PackerLine {
  const [, target, type, ...data] = line.split(',')
  // What is no such line comes from a program that Packer runs.
  if (target === undefined || type === undefined) return { target: '', type: 'ui', data: ['message', line] }
  return { target, type, data: data.map(plainText) }
}

function plainText(text: string): string {
  return text.replaceAll('%!(PACKER_COMMA)', ',').replaceAll('\\n', '\n').replaceAll('\\r', '\r')
}
