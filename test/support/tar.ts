import { buffer } from 'node:stream/consumers'
import { pack as openPack } from 'tar-stream'

export type HeaderArgument = Parameters<ReturnType<typeof openPack>['entry']>[0]

/** Writes a tar with exactly these entries, also such as no honest program would write. */
export async function pack(entries: readonly (HeaderArgument & { content?: string })[]): Promise<Buffer> {
  const tar = openPack()
  for (const { content, ...header } of entries) {
    if (content === undefined) tar.entry(header, () => {})
    else tar.entry(header, content)
  }
  tar.finalize()
  return buffer(tar as unknown as AsyncIterable<Buffer>)
}
