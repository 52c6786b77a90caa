process.stdout.write('Immutable Deploy 0.1.0 · verify\n')
const { start } = await import('./index.js')
await start('verify')
