import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { isDeepStrictEqual } from 'node:util'
import { wrongUsage } from '../failure'
import type { VisitQuery } from '../visits/visit-pages'
import type { Asked } from './export-query'

/** How far an export has come. */
export interface Stage {
  readonly asked: Asked
  /** The query with its pinned period. */
  readonly query: VisitQuery & { readonly from: string; readonly to: string }
  readonly pages: number
  readonly visits: number
  /** Bytes of the part file that count; anything after them is left from an interrupted page. */
  readonly bytes: number
  /** The cursor of the next page; null before the first and after the last. */
  readonly cursor: string | null
}

/** The unfinished file of an export, and the note that says how far it has come. */
export interface PartFile {
  stage(): Stage
  /** Appends a page's text, and updates the note once the text is on disk. */
  append(text: string, next: Pick<Stage, 'visits' | 'cursor'>): Promise<void>
  /** Gives the file its name. @param make makes the file of what was written; left out where that is the file */
  finish(make?: MakeFile): Promise<void>
  close(): Promise<void>
}

type MakeFile = (part: string, file: string) => Promise<void>

interface Wanted {
  readonly asked: Asked
  /** What the file begins with: the names of the columns. Empty where it has none. */
  readonly head: string
  readonly fresh: () => Stage['query']
}

/** Resumes the unfinished file of this export, or begins one. @throws Failure when the file is from another export */
export async function openPart(file: string, { asked, head, fresh }: Wanted): Promise<PartFile> {
  const part = `${file}.part`
  const note = `${part}.json`
  let stage = readStage(part, note, { asked, head }) ?? { asked, query: fresh(), ...begun }
  const handle = await open(part, existsSync(part) ? 'r+' : 'w+')
  await handle.truncate(stage.bytes)
  writeNote(note, stage)
  return {
    stage: () => stage,
    async append(text, next) {
      await writeAt(handle, text, stage.bytes)
      stage = { ...stage, ...next, pages: stage.pages + 1, bytes: stage.bytes + Buffer.byteLength(text) }
      writeNote(note, stage)
    },
    async finish(make) {
      if (make === undefined) renameSync(part, file)
      else await make(part, file)
      rmSync(part, { force: true })
      rmSync(note, { force: true })
    },
    close: () => handle.close(),
  }
}

const begun = { pages: 0, visits: 0, bytes: 0, cursor: null }

/** Forgets an unfinished export. */
export function dropPart(file: string): void {
  for (const name of [`${file}.part`, `${file}.part.json`]) rmSync(name, { force: true })
}

function readStage(part: string, note: string, { asked, head }: Omit<Wanted, 'fresh'>): Stage | null {
  if (!existsSync(part) && !existsSync(note)) return null
  const stage = parse(note)
  if (stage !== null && existsSync(part) && isDeepStrictEqual(stage.asked, JSON.parse(JSON.stringify(asked))))
    return resumable(part, stage, head)
  throw wrongUsage(
    `${part} is from another export; ask the same again to go on with it, or add --restart to forget it`,
  )
}

/** A part file that shrank cannot be resumed, because nothing says where its pages ended; nor can one of other columns. */
function resumable(part: string, stage: Stage, head: string): Stage {
  const why = shrank(part, stage) ?? differs(part, stage, head)
  if (why === null) return stage
  console.error(`${part} ${why}; the export begins anew`)
  return { ...stage, ...begun }
}

const shrank = (part: string, { bytes }: Stage): string | null =>
  statSync(part).size < bytes ? 'is shorter than what was written to it' : null

function differs(part: string, { bytes }: Stage, head: string): string | null {
  if (bytes === 0 || readFileSync(part).subarray(0, Buffer.byteLength(head)).equals(Buffer.from(head)))
    return null
  return 'has the columns of another version'
}

function parse(note: string): Stage | null {
  try {
    return JSON.parse(readFileSync(note, 'utf8'))
  } catch {
    return null
  }
}

async function writeAt(handle: FileHandle, text: string, position: number): Promise<void> {
  const bytes = Buffer.from(text)
  let written = 0
  while (written < bytes.length) {
    written += (await handle.write(bytes, written, bytes.length - written, position + written)).bytesWritten
  }
  await handle.datasync() // the note must never be ahead of the text, not even after a power cut
}

function writeNote(note: string, stage: Stage): void {
  writeFileSync(`${note}.tmp`, JSON.stringify(stage))
  renameSync(`${note}.tmp`, note)
}
