import { readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { marked } from 'marked'

export type Chapter = { title: string; action: string; failed: boolean; summary: string }

const require = createRequire(import.meta.url)

/** Writes the summaries of all steps on one page, as GitHub shows them below a run. */
export async function writePage(path: string, chapters: readonly Chapter[]): Promise<void> {
  const style = await readFile(require.resolve('github-markdown-css/github-markdown.css'), 'utf8')
  const mermaid = await readFile(require.resolve('@mermaid-js/tiny'), 'utf8')
  const sections = await Promise.all(chapters.map(section))
  await writeFile(path, page(style, mermaid, sections.join('\n')))
}

async function section({ title, action, failed, summary }: Chapter): Promise<string> {
  const html = await marked(summary, { gfm: true })
  // GitHub draws fenced blocks of the language mermaid; here its own library does.
  const drawn = html.replace(
    /<pre><code class="language-mermaid">([\s\S]*?)<\/code><\/pre>/g,
    '<pre class="mermaid">$1</pre>',
  )
  return `<section><header>${failed ? '❌' : '✅'} <strong>${title}</strong> <code>${action}</code></header>${drawn}</section>`
}

function page(style: string, mermaid: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Immutable Deploy: job summaries</title>
<style>${style}
body { margin: 0; background: #f6f8fa; }
main { box-sizing: border-box; max-width: 64rem; margin: 0 auto; padding: 2rem 1rem; }
section { margin: 0 0 1.5rem; padding: 1rem 1.5rem; border: 1px solid #d1d9e0; border-radius: 6px; background: #fff; }
header { margin: -1rem -1.5rem 1rem; padding: .6rem 1.5rem; border-bottom: 1px solid #d1d9e0; background: #f6f8fa; }
@media (prefers-color-scheme: dark) { body { background: #010409; } section { background: #0d1117; border-color: #3d444d; } header { background: #151b23; border-color: #3d444d; } }
</style>
</head>
<body>
<main class="markdown-body">
<h1>Job summaries</h1>
${body}
</main>
<script>${mermaid.replaceAll('</script', '<\\/script')}</script>
<script>mermaid.initialize({ startOnLoad: true, theme: matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'neutral' })</script>
</body>
</html>
`
}
