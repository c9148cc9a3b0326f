import { readlinkSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { isRunning, ownName, type ProcessName } from './process-name'

const patience = 15_000 // milliseconds; an engine starts in 0.1 s

/**
 * Runs `act` while no other process on this machine does so with the same file. A lock whose holder died is taken over.
 * The lock is a symbolic link to its holder's name: it is made in one step and never lacks its text, even when the disk
 * is full or the power fails.
 */
export async function withLock<T>(file: string, act: () => Promise<T>): Promise<T> {
  await acquire(file, performance.now() + patience)
  try {
    return await act()
  } finally {
    rmSync(file, { force: true })
  }
}

async function acquire(file: string, deadline: number): Promise<void> {
  while (!put(file, ownName)) {
    const holder = holderOf(file)
    if (holder === null) continue // released a moment ago
    if (!isRunning(holder)) takeAway(file)
    else if (performance.now() > deadline) throw new Error(`${file} is held by process ${holder}`)
    else await sleep(20)
  }
}

/** False when there is a lock already. */
function put(file: string, holder: ProcessName): boolean {
  try {
    symlinkSync(holder, file)
    return true
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
    return false
  }
}

/** Null where there is no lock. What cannot be read is nobody's. */
function holderOf(file: string): ProcessName | null {
  try {
    return readlinkSync(file)
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? null : 'nobody'
  }
}

/** Removes a dead holder's lock. Another process may just have done so and hold its own, which is then put back. */
function takeAway(file: string): void {
  const aside = `${file}.${process.pid}`
  try {
    renameSync(file, aside)
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error
  }
  const holder = holderOf(aside)
  if (holder !== null && isRunning(holder)) put(file, holder)
  rmSync(aside, { force: true, recursive: true })
}

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code
