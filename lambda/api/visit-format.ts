import { clockTimeOf } from '../domain/time/clock-time'
import type { Zone } from '../domain/time/zone'
import { csvTextOf, type Separator } from '../http/csv'
import { preferencesOf } from '../http/preference'
import { type VisitAnswer, type VisitFormat, visitAnswerOf, visitColumns } from './visits'

/** See csv.ts. */
export const csvOf = (visits: readonly Readonly<VisitAnswer>[], { header = true } = {}): string =>
  csvTextOf(visits.map(visitAnswerOf), { header, columns: visitColumns })

export interface ExcelOptions {
  readonly header?: boolean
  readonly separator: Separator
  /** By whose clock the time is told. */
  readonly zone: Zone
}

/**
 * CSV for a spreadsheet that guesses what a cell is: times are dates by the reader's clock, and text stays text. The
 * byte order mark before the header says that it is UTF-8.
 */
export function excelOf(
  visits: readonly Readonly<VisitAnswer>[],
  { header = true, separator, zone }: ExcelOptions,
): string {
  const rows = visits.map((visit) => ({
    ...heldAsText(visitAnswerOf(visit)),
    time: clockTimeOf(zone, Date.parse(visit.time)),
  }))
  return `${header ? byteOrderMark : ''}${csvTextOf(rows, { header, separator, columns: visitColumns })}`
}

const byteOrderMark = '\ufeff'

/** What a spreadsheet reads as a number, a date or a time: 5e12, 007, 1-2, 3/4, 12:30, 50%. */
const numberLike = /^\d[\d.,:/\s-]*(?:e[\d+-]*)?%?$/i

const heldAsText = (visit: VisitAnswer): VisitAnswer =>
  Object.fromEntries(
    Object.entries(visit).map(([name, value]) => [
      name,
      typeof value === 'string' && numberLike.test(value) ? `'${value}` : value,
    ]),
  ) as VisitAnswer

/** One JSON object per line. */
export function ndjsonOf(visits: readonly Readonly<VisitAnswer>[]): string {
  return visits.map((visit) => `${JSON.stringify(visitAnswerOf(visit))}\n`).join('')
}

const formats = new Map<string, VisitFormat>([
  ['*/*', 'json'],
  ['application/*', 'json'],
  ['application/json', 'json'],
  ['text/*', 'csv'],
  ['text/csv', 'csv'],
  ['application/x-ndjson', 'ndjson'],
])

/** The format that `Accept` prefers (RFC 9110 §12.5.1), the first of equals; JSON where it names none of ours. */
export function formatFor(accept = ''): VisitFormat {
  const [best] = preferencesOf(accept)
    .filter(({ name, weight }) => formats.has(name) && weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
  return formats.get(best?.name ?? '') ?? 'json'
}
