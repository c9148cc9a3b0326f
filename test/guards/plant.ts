import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Fault } from './fault'

type Planted = Pick<Fault, 'name' | 'file' | 'from' | 'to'>

/** Returns a file's text with the fault in it. @throws Error unless `from` stands there exactly once: the list is to be kept true */
export function textWith(text: string, { name, file, from, to }: Planted): string {
  const many = text.split(from).length - 1
  if (many !== 1) throw new Error(`${name}: what it replaces stands in ${file} ${many} times, not once`)
  return text.replace(from, () => to)
}

/** Puts a fault into a folder's code. @returns what takes it out again */
export function plant(folder: string, fault: Planted): () => void {
  const path = join(folder, fault.file)
  const text = readFileSync(path, 'utf8')
  writeFileSync(path, textWith(text, fault))
  return () => writeFileSync(path, text)
}
