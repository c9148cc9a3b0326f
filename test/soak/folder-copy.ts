import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fillerName } from '../support/small-disk'
import type { SetBack } from './history'

/** A copy of a data folder whose processes are dead, as one finds it after a crash. */
export interface FolderCopy {
  /** @param life the last that the copy has */
  take(life: number): void
  /** Puts the folder back; false where there is no copy yet. @param life the last that is undone */
  putBack(life: number): boolean
  readonly setBacks: readonly SetBack[]
}

export function folderCopy(folder: string, place: string): FolderCopy {
  const setBacks: SetBack[] = []
  let copied: number | null = null
  return {
    setBacks,
    take(life) {
      rmSync(place, { recursive: true, force: true })
      mkdirSync(place)
      copyAll(folder, place)
      copied = life
    },
    putBack(life) {
      if (copied === null || !existsSync(place)) return false
      for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true, force: true })
      copyAll(place, folder)
      setBacks.push({ copied, last: life })
      return true
    },
  }
}

function copyAll(from: string, to: string): void {
  const filter = (path: string) => basename(path) !== fillerName
  cpSync(from, to, { recursive: true, verbatimSymlinks: true, filter })
}
