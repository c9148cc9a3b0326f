import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/**
 * A lasting name of a process of this machine: its id, which is given away again after its end, and the time of its
 * start. The name may be part of a file's name.
 */
export type ProcessName = string

/** Null when no process with this id runs. */
export function nameOfProcess(pid: number): ProcessName | null {
  const start = Number.isInteger(pid) && pid > 0 ? startOf(pid) : null
  return start === null ? null : `${pid}-${start}`
}

/** This process, which is asked at once: so all below are functions that are there already. */
export const ownName = nameOfProcess(process.pid) ?? `${process.pid}-unknown`

/** Whether the process itself still runs, and not just another one with its id. */
export const isRunning = (name: ProcessName): boolean => nameOfProcess(pidOf(name)) === name

export const pidOf = (name: ProcessName): number => Number(name.split('-', 1)[0])

function startOf(pid: number): string | null {
  return process.platform === 'linux' ? fromProc(pid) : fromPs(pid)
}

/** The process's start in clock ticks since the machine's, and which start of the machine that was: see proc(5). */
function fromProc(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ') // a program's name may hold anything
    return isOver(state) ? null : `${fields[18]}-${boot()}`
  } catch {
    return null
  }
}

function boot(): string {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').slice(0, 8)
}

/** The start by `ps`, to the second, for machines without /proc such as macOS. */
function fromPs(pid: number): string | null {
  try {
    const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' }
    const line = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { env, encoding: 'utf8' })
    const [, state, started = ''] = /^(\S+) +(.+?)\s*$/.exec(line.trim()) ?? []
    return isOver(state) ? null : started.replace(/\W+/g, '')
  } catch (error) {
    // It exits with 1 when there is no such process. Where there is no ps either, an id is all there is to go by.
    return (error as NodeJS.ErrnoException).code === 'ENOENT' && isThere(pid) ? 'unknown' : null
  }
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Whether the process has ended but was never waited for; in a container without an init it stays so. */
function isOver(state = 'Z'): boolean {
  return /^[ZX]/.test(state)
}
