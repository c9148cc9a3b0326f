import { csvOf, ndjsonOf } from '../../../lambda/api/visit-format'
import type { VisitAnswer } from '../../../lambda/api/visits'
import { apiClient } from '../api/api-client'
import { serverOf } from '../api/server'
import { type Printer, pagesUpTo, printPages } from './print-pages'
import { queryOf } from './visit-options'
import { pageFetcher, type VisitPage } from './visit-pages'
import { tableOf } from './visit-table'
import type { ListFormat, ListOptions } from './visits-command'

/** Prints visits to stdout, page by page. */
export async function printVisits({ limit, format, ...options }: ListOptions): Promise<void> {
  const fetchPage = pageFetcher(apiClient(serverOf(options.url, process.env)), queryOf(options, new Date()))
  const isCut = await printPages(
    pagesUpTo(limit, fetchPage, ({ visits }) => visits),
    printers[format](options.site),
  )
  if (isCut && format === 'table')
    console.error(`visitbook: ${limit} visits and more came; --limit all lists all of them`)
}

const printers: Readonly<Record<ListFormat, (site: string | undefined) => Printer<VisitPage>>> = {
  table: (site) => {
    const table = tableOf(
      process.stdout.isTTY ? process.stdout.columns : null,
      site === undefined || site.includes('*') ? [] : ['SITE'],
    )
    return { page: ({ visits }) => table(visits) }
  },
  ndjson: () => ({ page: ({ visits }) => ndjsonOf(visits) }),
  csv: () => {
    let header = true
    return {
      page({ visits }) {
        const text = csvOf(visits, { header })
        header = false
        return text
      },
    }
  },
  json: () => {
    const all: VisitAnswer[] = []
    let rest: string | null = null
    return {
      page({ visits, cursor }) {
        all.push(...visits)
        rest = cursor
        return ''
      },
      end: () => `${JSON.stringify({ visits: all, cursor: rest })}\n`,
    }
  },
}
