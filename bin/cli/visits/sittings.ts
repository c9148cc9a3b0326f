import type { AnswerOf } from '../../../lambda/api/routes'
import { maxSittings, sittingLines, sittingTable } from '../../../lambda/api/sittings'
import { tableText } from '../../../lambda/api/table-format'
import { apiClient } from '../api/api-client'
import { serverOf } from '../api/server'
import { type Clock, clockOf } from '../clock/clock'
import { withKeys } from '../organisations/organisation-name'
import { terminalWidth } from '../terminal/terminal-width'
import { sayNoneFound } from './none-found'
import { csvPrinter, jsonPrinter, type Printer, printPages } from './print-pages'
import { sittingTableOf } from './sitting-table'
import { queryOf } from './visit-options'
import type { ListFormat, ListOptions } from './visits-command'

type SittingPage = AnswerOf<'GET /sittings'>

/** Prints sittings to stdout, page by page. */
export async function printSittings({ limit, format, ...options }: ListOptions): Promise<void> {
  const ask = apiClient(serverOf(options.url, process.env))
  const query = queryOf(await withKeys(ask, options), new Date())
  const fetchPage = (cursor: string | null, most: number): Promise<SittingPage> =>
    ask('GET /sittings', {
      ...query,
      limit: String(Math.min(most, maxSittings)),
      cursor: cursor ?? undefined,
    })
  const { printed, isCut } = await printPages({
    ...{ limit, fetchPage, printer: printers[format]({ ...options, clock: clockOf(options) }) },
    thingsOf: ({ sittings }) => sittings,
  })
  if (printed === 0) await sayNoneFound(ask, query, 'sittings')
  if (isCut && format === 'table')
    console.error(`visitbook: ${limit} sittings and more; --limit all lists all of them`)
}

interface Printed {
  readonly site?: string
  readonly clock: Clock
}

const printers: Readonly<Record<ListFormat, (printed: Printed) => Printer<SittingPage>>> = {
  table: ({ site, clock }) => {
    const hidden = site === undefined || site.includes('*') ? [] : (['SITE'] as const)
    const table = sittingTableOf({ width: terminalWidth(), clock, hidden })
    return { page: ({ sittings }) => (sittings.length === 0 ? '' : table(sittings)) }
  },
  ndjson: () => ({ page: ({ sittings }) => sittingLines(sittings) }),
  csv: () => csvPrinter(({ sittings }, options) => tableText(sittingTable(sittings), options)),
  json: () => jsonPrinter('sittings', ({ sittings }) => sittings),
}
