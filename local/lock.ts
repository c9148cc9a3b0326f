import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

const patience = 15_000 // milliseconds; an engine starts in 0.1 s

/** Runs `act` while no other process on this machine does so with the same file. A lock whose holder died is taken over. */
export async function withLock<T>(file: string, act: () => Promise<T>): Promise<T> {
  await acquire(file, Date.now() + patience)
  try {
    return await act()
  } finally {
    rmSync(file, { force: true })
  }
}

async function acquire(file: string, deadline: number): Promise<void> {
  for (;;) {
    try {
      return writeFileSync(file, String(process.pid), { flag: 'wx' })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    if (!isAlive(holderOf(file))) takeAway(file)
    else if (Date.now() > deadline) throw new Error(`${file} is held by process ${holderOf(file)}`)
    else await sleep(20)
  }
}

function holderOf(file: string): number {
  try {
    return Number(readFileSync(file, 'utf8')) || process.pid // being written just now
  } catch {
    return process.pid
  }
}

/** Removes a dead holder's lock. Another process may just have done so and hold its own, which is then put back. */
function takeAway(file: string): void {
  const aside = `${file}.${process.pid}`
  try {
    renameSync(file, aside)
    if (isAlive(holderOf(aside))) linkSync(aside, file)
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  }
  rmSync(aside, { force: true })
}

/** Whether a process with this id runs. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !isZombie(pid)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** A process that has ended and that nobody has asked about; in a container without an init it stays so. Linux says so. */
function isZombie(pid: number): boolean {
  try {
    return /^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}
