// Loaded into an action's process by `--import`: leaves behind how much memory it had resident at most, in KiB.
// Plain JavaScript, because taking the types out would itself take memory.
import { readFileSync, writeFileSync } from 'node:fs'

process.on('exit', () => writeFileSync(process.env.PEAK_MEMORY_FILE, String(peak())))

// What getrusage() tells includes the process that started this one, which may have been larger.
// https://man7.org/linux/man-pages/man5/proc_pid_status.5.html
function peak() {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS
  return /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))[1]
}
