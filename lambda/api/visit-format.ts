import { csvTextOf } from '../http/csv'
import { preferencesOf } from '../http/preference'
import { type VisitAnswer, type VisitFormat, visitAnswerOf, visitColumns } from './visits'

/** See csv.ts. */
export const csvOf = (visits: readonly Readonly<VisitAnswer>[], { header = true } = {}): string =>
  csvTextOf(visits.map(visitAnswerOf), { header, columns: visitColumns })

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
