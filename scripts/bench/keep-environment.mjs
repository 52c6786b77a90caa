// Loaded into an action's process by `--import`: leaves behind the variables that the runner gave it, and ends.
import { writeFileSync } from 'node:fs'

const { NODE_OPTIONS: _, KEPT_ENVIRONMENT: file, ...environment } = process.env
writeFileSync(file, JSON.stringify(environment))
process.exit(0)
