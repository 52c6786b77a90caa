import fc from 'fast-check'
import { Marked, type Token } from 'marked'
import { describe, expect, it } from 'vitest'
import { parseDigest } from '../../src/artifact/digest.ts'
import {
  blocks,
  bold,
  code,
  details,
  escapeHtml,
  escapeText,
  fence,
  heading,
  link,
  list,
  plural,
  shortDigest,
  table,
  truncate,
} from '../../src/report/markdown.ts'

const marked = new Marked({ gfm: true })

describe('escapeText', () => {
  it.each([
    ['emphasis', '**bold** _it_ ~~gone~~'],
    ['a link', '[click](https://evil.example)'],
    ['an image', '![x](https://evil.example/pixel.png)'],
    ['an autolink', 'see https://evil.example/a_b and <https://evil.example>'],
    ['an address that starts with www', 'see www.evil.example or _www.evil.example'],
    ['an email address', 'mail me@evil.example'],
    ['a script', '<script>alert(1)</script>'],
    ['an image tag', '<img src=x onerror=alert(1)>'],
    ['the end of a fold', '</details></td></tr></table>'],
    ['an HTML comment', '<!-- hidden'],
    ['an entity', '&lt;b&gt; &amp; &#x41;'],
    ['a code span', 'a `b` c ``d``'],
    ['a heading', '# Passed'],
    ['a bullet', '- one'],
    ['another bullet', '+ one'],
    ['a number', '1. one'],
    ['another number', '12) one'],
    ['a quotation', '> quoted'],
    ['a rule', '---'],
    ['a table', 'a | b'],
    ['a backslash', 'C:\\dir\\*'],
    ['a footnote and math', '[^1] $x^2$'],
    ['an emoji name', ':tada:'],
  ])('shows %s as it was written', (_, text) => {
    expect(shown(escapeText(text))).toBe(text)
  })

  it('shows any text as it was written', () => {
    fc.assert(
      fc.property(hostile(), (text) => {
        expect(tokenTypes(escapeText(text)).filter((type) => !inert.has(type))).toEqual([])
        expect(shown(escapeText(text))).toBe(oneLine(text))
      }),
      { numRuns: 2_000 },
    )
  })

  it('keeps any text inside its cell of a table', () => {
    fc.assert(
      fc.property(hostile(), hostile(), (first, second) => {
        const [parsed] = marked.lexer(table(['A', 'B'], [[escapeText(first), code(second)]]))
        if (parsed?.type !== 'table') throw new Error(`not a table: ${parsed?.raw}`)
        expect(parsed.rows).toHaveLength(1)
        expect(shown(parsed.rows[0][0].text)).toBe(oneLine(first))
        expect(shown(parsed.rows[0][1].text)).toBe(oneLine(second))
      }),
      { numRuns: 1_000 },
    )
  })

  it.each(['::error::boo', '\n::set-output name=x::y', 'x ##[add-mask]x', '\r\n  ::stop-commands::t'])(
    'leaves no workflow command in %j',
    (text) => {
      for (const written of [
        escapeText(text),
        code(text),
        link(text, 'https://a.example/'),
        escapeHtml(text),
      ]) {
        expect(written).not.toMatch(/^\s*::(error|set-output|stop-commands)|##\[/m)
        expect(written).not.toContain('\n')
      }
    },
  )

  it.each([
    ['@octocat', '@\u2060octocat'],
    ['fixes #12', 'fixes \\#\u206012'],
  ])('keeps GitHub from linking %s', (text, written) => {
    expect(escapeText(text)).toBe(written)
  })

  it('shows where a character reorders or hides text', () => {
    expect(escapeText('a\u202eb\u200bc\u0000d')).toBe('a\ufffdb\ufffdc\ufffdd')
  })
})

describe('code', () => {
  it.each([
    ['lodash@4.17.20', '`lodash@4.17.20`'],
    ['a`b', '<code>a\\`b</code>'],
    ['a|b', '<code>a&#124;b</code>'],
    ['two\nlines', '`two lines`'],
    ['  ', ''],
  ])('shows %j', (text, written) => {
    expect(code(text)).toBe(written)
  })

  it('shows a digest by its first twelve digits', () => {
    expect(shortDigest(parseDigest(`sha256:0123456789abcdef${'0'.repeat(48)}`))).toBe('`0123456789ab`')
  })
})

describe('link', () => {
  it('links to a page', () => {
    expect(link('GHSA-1', 'https://osv.dev/vulnerability/GHSA-1')).toBe(
      '[GHSA-1](https://osv.dev/vulnerability/GHSA-1)',
    )
  })

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    '//evil.example',
    'nonsense',
    '',
  ])('leaves out the address %j', (url) => {
    expect(link('text', url)).toBe('text')
  })

  it('leaves out an address with a name and a password', () => {
    expect(link('text', 'https://github.com:login@evil.example/')).toBe('text')
  })

  it('does not let an address end the link', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (path) => {
        const [paragraph] = marked.lexer(link('text', `https://a.example/${path}`))
        expect(tokensOf(paragraph).map(({ type }) => type)).toEqual(['link'])
      }),
    )
  })
})

describe('blocks', () => {
  it('leaves no gap for what is empty', () => {
    expect(blocks(heading(3, 'A'), undefined, table(['A'], []), '', bold('b'))).toBe('### A\n\n**b**\n')
  })

  it('folds Markdown under a summary that stays text', () => {
    expect(details('a <b> *c*', '| A |')).toBe(
      '<details><summary>a &#60;b&#62; *c*</summary>\n\n| A |\n\n</details>',
    )
    expect(details('nothing', '')).toBe('')
  })

  it('makes a fence that its content cannot end', () => {
    expect(fence('a\n````\nb\n', 'yaml')).toBe('`````yaml\na\n````\nb\n`````')
  })

  it('keeps each item of a list on its line', () => {
    expect(list(['a\nb', 'c'])).toBe('- a b\n- c')
  })
})

it('counts in words', () => {
  expect([plural(0, 'package'), plural(1, 'package'), plural(5000, 'package')]).toEqual([
    '0 packages',
    '1 package',
    '5,000 packages',
  ])
  expect(plural(2, 'vulnerability', 'vulnerabilities')).toBe('2 vulnerabilities')
})

it('shortens by characters, not by halves of them', () => {
  expect(truncate('😀😀😀', 3)).toBe('😀😀😀')
  expect(truncate('😀😀😀😀', 3)).toBe('😀😀…')
})

const named: Record<string, string> = { lt: '<', gt: '>', quot: '"', amp: '&' }
const inert = new Set(['paragraph', 'text', 'escape', 'space'])

// Markdown's own characters, far more often than chance would have them.
function hostile(): fc.Arbitrary<string> {
  const pieces = fc.constantFrom(
    ...'\\`*_[](){}#+-.!|<>&~:@$^="\'1 \n\tw'.split(''),
    'www.a.b',
    'https://a.b',
    '</details>',
    '<!--',
    '&amp;',
    '&#35;',
    '::',
  )
  return fc
    .array(fc.oneof(pieces, fc.string({ unit: 'grapheme', maxLength: 2 })))
    .map((parts) => parts.join(''))
}

function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/\s+/gu, ' ')
    .replace(/[\p{Cc}\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, '\ufffd')
    .trim()
}

/** What a reader sees of one paragraph: tags away, entities read, word joiners taking no room. */
function shown(markdown: string): string {
  return (marked.parse(markdown) as string)
    .replace(/<\/?(?:p|code)>/g, '')
    .trimEnd()
    .replace(/&(?:#(\d+)|(\w+));/g, (_, number, name) =>
      number === undefined ? (named[name] ?? `&${name};`) : String.fromCharCode(Number(number)),
    )
    .replaceAll('\u2060', '')
}

function tokenTypes(markdown: string): string[] {
  return marked.lexer(markdown).flatMap((token) => [token.type, ...tokensOf(token).map(({ type }) => type)])
}

function tokensOf(token: Token | undefined): Token[] {
  return token !== undefined && 'tokens' in token ? (token.tokens ?? []) : []
}
