process.stdout.write('Immutable Deploy 0.1.0 · pipeline\n')
const { start } = await import('./index.js')
await start('pipeline')
