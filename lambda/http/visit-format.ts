import { stringify } from 'csv-stringify/sync'
import type { Visit } from '../domain/visit'
import { visitAnswerOf, visitColumns } from './visit-answer'

/** The media types in which visits are answered. */
export const visitFormats = {
  json: 'application/json',
  csv: 'text/csv; charset=utf-8; header=present',
  ndjson: 'application/x-ndjson',
} as const

export type VisitFormat = keyof typeof visitFormats

/** RFC 4180. Cells that a spreadsheet would take for a formula are defused with a leading apostrophe. */
export function csvOf(visits: readonly Visit[], { header = true } = {}): string {
  return stringify(visits.map(visitAnswerOf), {
    header,
    columns: [...visitColumns],
    record_delimiter: 'windows',
    escape_formulas: true,
  })
}

/** One JSON object a line. */
export function ndjsonOf(visits: readonly Visit[]): string {
  return visits.map((visit) => `${JSON.stringify(visitAnswerOf(visit))}\n`).join('')
}

/** The format that `?format=` names, or else the first one that `Accept` prefers; JSON where neither says. */
export function formatFor(accept = ''): VisitFormat {
  const types = accept.split(',').map((part) => part.split(';')[0]?.trim().toLowerCase())
  const asked = types.find(
    (type) => type === 'text/csv' || type === visitFormats.ndjson || type === visitFormats.json,
  )
  return asked === 'text/csv' ? 'csv' : asked === visitFormats.ndjson ? 'ndjson' : 'json'
}
