import { csvOf, ndjsonOf } from '../../../lambda/api/visit-format'
import { apiClient } from '../api/api-client'
import { serverOf } from '../api/server'
import { type Clock, clockOf } from '../clock/clock'
import { withKeys } from '../organisations/organisation-name'
import { terminalWidth } from '../terminal/terminal-width'
import { sayNoneFound } from './none-found'
import { csvPrinter, jsonPrinter, type Printer, printPages } from './print-pages'
import { queryOf } from './visit-options'
import { pageFetcher, type VisitPage } from './visit-pages'
import { tableOf } from './visit-table'
import type { ListFormat, ListOptions } from './visits-command'

/** Prints visits to stdout, page by page. */
export async function printVisits({ limit, format, ...options }: ListOptions): Promise<void> {
  const ask = apiClient(serverOf(options.url, process.env))
  const query = queryOf(await withKeys(ask, options), new Date())
  const { printed, isCut } = await printPages({
    ...{ limit, printer: printers[format]({ ...options, clock: clockOf(options) }) },
    fetchPage: pageFetcher(ask, query),
    thingsOf: ({ visits }) => visits,
  })
  if (printed === 0) await sayNoneFound(ask, query, 'visits')
  if (isCut && format === 'table')
    console.error(`visitbook: ${limit} visits and more came; --limit all lists all of them`)
}

interface Printed {
  readonly site?: string
  readonly clock: Clock
}

const printers: Readonly<Record<ListFormat, (printed: Printed) => Printer<VisitPage>>> = {
  table: ({ site, clock }) => {
    const hidden = site === undefined || site.includes('*') ? [] : (['SITE'] as const)
    const table = tableOf({ width: terminalWidth(), clock, hidden })
    return { page: ({ visits }) => (visits.length === 0 ? '' : table(visits)) }
  },
  ndjson: () => ({ page: ({ visits }) => ndjsonOf(visits) }),
  csv: () => csvPrinter(({ visits }, options) => csvOf(visits, options)),
  json: () => jsonPrinter('visits', ({ visits }) => visits),
}
