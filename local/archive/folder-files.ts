import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { type ArchiveFiles, md5Of } from '../../lambda/archive/archive-files'

const isAbsent = (error: unknown) => (error as NodeJS.ErrnoException).code === 'ENOENT'

/** The archive in a folder of this machine. A file appears whole or not at all. */
export function folderFiles(folder: string): ArchiveFiles {
  const pathOf = (name: string) => join(folder, ...name.split('/'))

  async function namesBelow(prefix: string): Promise<string[]> {
    const entries = await readdir(pathOf(dirname(`${prefix}x`)), {
      recursive: true,
      withFileTypes: true,
    }).catch((error) => {
      if (isAbsent(error)) return []
      throw error
    })
    const paths = entries
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
    await Promise.all(paths.filter((path) => path.endsWith(unfinished)).map(dropForgotten))
    return paths
      .filter((path) => !path.endsWith(unfinished))
      .map((path) => relative(folder, path).split(sep).join('/'))
      .filter((name) => name.startsWith(prefix))
      .toSorted()
  }

  return {
    async list(prefix) {
      const names = await namesBelow(prefix)
      return Promise.all(names.map(async (name) => ({ name, md5: md5Of(await readFile(pathOf(name))) })))
    },
    get: (name) => orNull(readFile(pathOf(name))),
    tail: (name, bytes) => orNull(endOf(pathOf(name), bytes)),
    async put(name, bytes) {
      const path = pathOf(name)
      await mkdir(dirname(path), { recursive: true })
      const draft = `${path}.${randomUUID()}${unfinished}`
      await writeFile(draft, bytes)
      await rename(draft, path)
    },
    async remove(names) {
      await Promise.all(names.map((name) => rm(pathOf(name), { force: true })))
    },
  }
}

const orNull = <T>(reading: Promise<T>): Promise<T | null> =>
  reading.catch((error) => {
    if (isAbsent(error)) return null
    throw error
  })

async function endOf(path: string, bytes: number): Promise<Uint8Array> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const buffer = Buffer.alloc(Math.min(bytes, size))
    await file.read(buffer, 0, buffer.length, size - buffer.length)
    return buffer
  } finally {
    await file.close()
  }
}

/** Ends the names of files that are being written. */
const unfinished = '.unfinished'

/** Milliseconds after which nobody writes such a file any more: its writer was killed. */
const forgottenAfter = 3_600_000

async function dropForgotten(path: string): Promise<void> {
  const age = await stat(path).then(
    ({ mtimeMs }) => Date.now() - mtimeMs,
    () => 0,
  )
  if (age > forgottenAfter) await rm(path, { force: true })
}
