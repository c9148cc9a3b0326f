import { existsSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'

const memory = '/dev/shm'

/** Bytes that the folders of all suites which run at once have room in. A container has often 64 MB, which are not enough. */
const enough = 1e9

/**
 * Where suites put their tables: in memory where there is room, else where temporary files go. An engine waits for the
 * disk at each write, six times as long as for the write itself on a busy one, and no test cuts the power.
 */
export const dataRoot = (): string => (existsSync(memory) && roomIn(memory) > enough ? memory : tmpdir())

function roomIn(folder: string): number {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}
