declare module '@vercel/ncc' {
  export default function ncc(
    input: string,
    options: { esm?: boolean; minify?: boolean; quiet?: boolean; target?: string },
  ): Promise<{ code: string; assets: Record<string, { source: string | Buffer }> }>
}
