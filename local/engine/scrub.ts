import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { statfsSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { databaseFile } from './engine-process'
import { sqliteNode } from './sqlite-node'

/**
 * SQLite's VACUUM writes the file anew, without the bytes of what was deleted, and puts the new one in the old one's place
 * by way of its log, which is cut then. It is a transaction: whatever ends it, the file is as it was or as it should be. The
 * engine may run meanwhile; it waits with what it is to write.
 */
const script = `
  const { DatabaseSync } = require('node:sqlite')
  const database = new DatabaseSync(process.argv[1])
  database.exec('PRAGMA busy_timeout = 5000; VACUUM')
  let tries = 10
  while (database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get().busy && --tries > 0);
  if (tries === 0) throw new Error('the log is in use')`

/** Bytes up to which the engine waits for less than a second, also on a busy machine: about 30,000 visits. */
const quickBytes = 32 * 2 ** 20

/** Whether scrubbing keeps visits waiting for so short a time that their senders do not notice. */
export const isQuick = (folder: string, limit = quickBytes): boolean => sizeOf(databaseFile(folder)) <= limit

/**
 * Takes the bytes of what was deleted out of the engine's file.
 *
 * @returns false where that cannot be: there is no such file, no Node that knows SQLite, or no room for two more of the file
 * @throws Error when it failed; the file is as it was
 */
export async function scrub(folder: string): Promise<boolean> {
  const [node, file] = [sqliteNode(), resolve(databaseFile(folder))]
  const size = sizeOf(file)
  if (node === null || size === 0 || freeBytes(folder) < 3 * size) return false
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', '-e', script, file], {
    detached: true, // Ctrl-C is not for it
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, SQLITE_TMPDIR: resolve(folder) }, // a copy of all visits, for a moment, is nothing for /tmp
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(/^Error: (.+)$/m.exec(said)?.[1] ?? `Node ended with ${code}`)
  return true
}

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0

function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}
