process.stdout.write('Immutable Deploy 0.1.0 · rollback\n')
const { start } = await import('./index.js')
await start('rollback')
