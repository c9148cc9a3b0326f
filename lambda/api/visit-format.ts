import { linksText, sectionsText } from '../domain/visit/engagement'
import { preferencesOf } from '../http/preference'
import { type ExcelOptions, excelText, type Table, tableText } from './table-format'
import { type VisitAnswer, type VisitFormat, visitAnswerOf, visitColumns } from './visits'

type Visits = readonly Readonly<VisitAnswer>[]

const tableOf = (visits: Visits): Table => ({
  columns: visitColumns,
  rows: visits.map(cellsOf),
  times: ['time'],
})

/** A cell holds one text: what is a list is written as one. */
function cellsOf(visit: Readonly<VisitAnswer>): object {
  const { sections, links, ...cells } = visitAnswerOf(visit)
  return {
    ...cells,
    sections: sections === null ? null : sectionsText(sections),
    links: links === null ? null : linksText(links),
  }
}

export const csvOf = (visits: Visits, options: { readonly header?: boolean } = {}): string =>
  tableText(tableOf(visits), options)

export const excelOf = (visits: Visits, options: ExcelOptions): string => excelText(tableOf(visits), options)

/** One JSON object per line. */
export function ndjsonOf(visits: Visits): string {
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
