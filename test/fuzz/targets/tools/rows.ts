import { csvRecords, type Quoting } from '../../../../bin/cli/import/rows/csv-records'
import { csvRows } from '../../../../bin/cli/import/rows/csv-rows'
import { jsonObjects } from '../../../../bin/cli/import/rows/json-objects'
import { exportedVisit } from '../../../../bin/cli/import/visits/exported-visit'
import { parsedJson, piecesOf, promise, promiseStorable } from '../../promise'

const visit =
  '{"id":"019aac4c-1b8b-7001-8203-040506070809","time":"2025-11-22T16:01:00.299Z","site":"you.github.io","page":"/cv.html","title":"Résumé","seconds":3,"sections":"12 intro|40 x","links":"acme.com/jobs"}'

export const seeds = [
  'a,"b\nc",d\r\n1,"2""3",\n',
  'a,"b\\"c"\n',
  `[${visit},\n${visit}]`,
  '{"type":"table","data":[{"a":"}\\""},{"b":[1]}]}',
  '\ufeffa,b\n',
]

/** A line that is no CSV is read by itself, which takes a parser of its own: 0.1 ms for two characters. */
export const slowest = 0.15

async function tryText(given: string): Promise<void> {
  const text = Buffer.from(given).toString('latin1')
  for (const quoting of ['"', '\\'] as const) {
    same(`records of CSV with ${quoting}`, recordsOf([text], quoting), recordsOf(piecesOf(text), quoting))
    for await (const rows of csvRows(bytesOf(text), quoting))
      promise(
        rows.every((row) => row === null || Array.isArray(row)),
        'a row is none:',
        rows,
      )
  }
  const objects = objectsOf([text])
  same('objects of JSON', objects, objectsOf(piecesOf(text)))
  for (const object of objects) tryObject(object)
}

async function* bytesOf(text: string) {
  yield Buffer.from(text, 'latin1')
}

function recordsOf(pieces: readonly string[], quoting: Quoting) {
  const records = csvRecords(quoting)
  return [...pieces.flatMap((piece) => records.feed(piece)), ...records.end()]
}

function objectsOf(pieces: readonly string[]) {
  const feed = jsonObjects()
  return pieces.flatMap((piece) => feed(piece))
}

const same = (name: string, whole: unknown, cut: unknown) =>
  promise(JSON.stringify(whole) === JSON.stringify(cut), `${name} are others in pieces:`, whole, cut)

function tryObject(text: string | null): void {
  const row = text === null ? undefined : parsedJson(text)
  if (typeof row !== 'object' || row === null || Array.isArray(row)) return
  const read = exportedVisit(row as Record<string, unknown>)
  if (read === null) return
  promiseStorable('title', read.title, 256)
  promiseStorable('page', read.page, 256)
}

export { tryText as try }
