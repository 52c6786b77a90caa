import { compareSeverity, severityOf } from '../evidence/predicate/vulnerabilities.ts'
import type { Finding } from './findings.ts'

export type Rating = Pick<Finding, 'severity' | 'score' | 'vector'>

/** Rates what a database states: CVSS vectors, and the words that it has instead of them or beside them. */
export type Rate = (stated: { vectors: readonly string[]; words: readonly string[] }) => Rating

/** Loads what rates severities: the calculator is large, and only needed when something was found. */
export async function loadRating(): Promise<Rate> {
  const loaded = await import('ae-cvss-calculator')
  // It is CommonJS: what it exports is under `default`, and not always beside it too.
  const calculator = ('default' in loaded ? loaded.default : loaded) as Calculator
  return ({ vectors, words }) => {
    const known = vectors.map((vector) => ({ vector, version: versionOf(vector) }))
    for (const { vector, version } of known.toSorted((a, b) => b.version - a.version)) {
      const score = scoreOf(vector, version, calculator)
      if (score !== undefined) return { severity: ratingOf(String(score)), score, vector }
    }
    const severity = words.map(ratingOf).sort(compareSeverity).at(-1)
    return { severity: severity ?? 'unknown' }
  }
}

type Calculator = typeof import('ae-cvss-calculator')

function ratingOf(score: string) {
  return severityOf([{ method: '', score }])
}

// A vector of version 2 has no prefix; it is known by `Au`, which later ones do not have.
function versionOf(vector: string): number {
  const prefix = /^CVSS:(\d\.\d)\//.exec(vector)?.[1]
  if (prefix !== undefined) return Number(prefix)
  return /^\(?AV:[^/]+\/AC:[^/]+\/Au:/.test(vector) ? 2 : 0
}

function scoreOf(vector: string, version: number, calculator: Calculator): number | undefined {
  const Vector = {
    2: calculator.Cvss2,
    3: calculator.Cvss3P0,
    3.1: calculator.Cvss3P1,
    4: calculator.Cvss4P0,
  }[version]
  if (Vector === undefined) return undefined
  try {
    const parsed = new Vector(vector)
    // The calculator gives 0 to a vector that says too little: nothing is known, which is not harmless.
    const score = parsed.isBaseFullyDefined() ? parsed.calculateScores().base : undefined
    return score !== undefined && score >= 0 && score <= 10 ? score : undefined
  } catch {
    // It is not a vector of its version, and so says nothing.
    return undefined
  }
}
