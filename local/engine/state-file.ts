import {
  chmodSync,
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'

/** Makes a folder private to its owner, creating it if need be. A folder that all share, such as /tmp, is left as it is. */
export function openFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const { mode, uid } = statSync(folder)
  const isShared = (mode & 0o1000) !== 0 || uid !== (process.getuid?.() ?? uid)
  if ((mode & 0o077) !== 0 && !isShared) chmodSync(folder, 0o700)
}

/** Writes a small file for its owner alone. After a full disk or a power cut it has either its old text or the new one. */
export function writeState(file: string, text: string): void {
  const beside = `${file}.${process.pid}`
  try {
    const handle = openSync(beside, 'w', 0o600)
    try {
      writeFileSync(handle, text)
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
    renameSync(beside, file)
  } catch (error) {
    rmSync(beside, { force: true })
    throw error
  }
}

/** Null where there is nothing that can be read. */
export function readState(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}
