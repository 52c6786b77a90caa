import { posix } from 'node:path'
import { Failure } from '../failure.ts'
import { patternSource } from './pattern.ts'

/** Says whether a path of a chart is left out, by itself or by a directory above it. */
export type HelmIgnore = (path: string, isDirectory: boolean) => boolean

/**
 * Reads a `.helmignore`, so that a chart holds what `helm package` would put into it.
 * https://helm.sh/docs/chart_template_guide/helm_ignore_file/
 */
export function parseHelmIgnore(text: string): HelmIgnore {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/)
  const written = lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'))
  // Helm's own rule: what is hidden among the templates is none.
  const rules = [...written, 'templates/.?*'].map(parseRule)
  const leavesOut = (path: string, isDirectory: boolean) => rules.some((rule) => rule(path, isDirectory))
  return (path, isDirectory) =>
    leavesOut(path, isDirectory) || directoriesAbove(path).some((directory) => leavesOut(directory, true))
}

// A negated rule of Helm's leaves out everything that it does not match.
function parseRule(line: string): HelmIgnore {
  if (line.includes('**')) {
    throw new Failure('invalid-input', `.helmignore has "${line}", and helm knows no "**"`)
  }
  const isNegated = line.startsWith('!')
  const rule = isNegated ? line.slice(1) : line
  const isOfDirectories = rule.endsWith('/')
  const pattern = rule.replace(/\/$/, '')
  const regExp = new RegExp(`^${patternSource(pattern.replace(/^\//, ''))}$`, 'su')
  return (path, isDirectory) => {
    const matches = regExp.test(pattern.includes('/') ? path : posix.basename(path))
    return (matches && (isDirectory || !isOfDirectories)) !== isNegated
  }
}

function directoriesAbove(path: string): string[] {
  const parts = path.split('/').slice(0, -1)
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'))
}
