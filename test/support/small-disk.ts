import { spawnSync } from 'node:child_process'
import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** A disk that a test can fill. */
export interface SmallDisk {
  /** Takes all room there is. */
  fill(): void
  /** Gives it back. */
  free(): void
  unmount(): void
}

/** The file that takes the room. */
export const fillerName = 'filler'

/** Puts a disk of its own under a folder; null where that may not be done, as when one is not root. */
export function smallDisk(folder: string, megabytes: number): SmallDisk | null {
  const options = ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]
  if (spawnSync('mount', options).status !== 0) return null
  const filler = join(folder, fillerName)
  return {
    fill: () => fill(filler),
    free: () => rmSync(filler, { force: true }),
    unmount: () => void spawnSync('umount', ['-l', folder]),
  }
}

function fill(file: string): void {
  const handle = openSync(file, 'w')
  try {
    for (const size of [1_048_576, 65_536, 4096]) while (writeWhole(handle, size) === size);
  } finally {
    closeSync(handle)
  }
}

/** Bytes that found room. */
function writeWhole(handle: number, size: number): number {
  try {
    return writeSync(handle, Buffer.alloc(size))
  } catch {
    return 0
  }
}
