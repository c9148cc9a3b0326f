import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { resolve } from 'node:path'
import { nameOfProcess, type ProcessName } from './process-name'

/** The processes whose last two arguments are these; the second is an absolute path. */
export function processesWith(option: string, path: string): ProcessName[] {
  const pids = process.platform === 'linux' ? fromProc(option, path) : fromPs(`${option} ${path}`)
  return pids.map(nameOfProcess).filter((name) => name !== null)
}

const fromProc = (option: string, path: string): number[] =>
  readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && endsWith(pid, option, path))

/** A relative path is resolved in the process's own folder. Processes that we may not look at are left out. */
function endsWith(pid: number, option: string, path: string): boolean {
  try {
    const given = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').slice(0, -1)
    const isSame = given.length > 2 && given.at(-2) === option
    return isSame && resolve(readlinkSync(`/proc/${pid}/cwd`), given.at(-1) as string) === path
  } catch {
    return false
  }
}

function fromPs(end: string): number[] {
  try {
    const lines = execFileSync('ps', ['-axww', '-o', 'pid=,command='], { encoding: 'utf8' }).split('\n')
    return lines.filter((line) => line.endsWith(` ${end}`)).map((line) => Number.parseInt(line, 10))
  } catch {
    return []
  }
}
