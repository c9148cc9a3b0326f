import { csvOf, ndjsonOf } from '../../../lambda/api/visit-format'
import type { VisitAnswer } from '../../../lambda/api/visits'
import { apiClient } from '../api/api-client'
import { serverOf } from '../api/server'
import { write } from '../terminal/output'
import { queryOf } from './visit-options'
import { type FetchPage, pageFetcher, type VisitPage } from './visit-pages'
import { tableOf } from './visit-table'
import type { ListFormat, ListOptions } from './visits-command'

/** Prints visits to stdout, page by page. */
export async function printVisits({ limit, format, ...options }: ListOptions): Promise<void> {
  const fetchPage = pageFetcher(apiClient(serverOf(options.url, process.env)), queryOf(options, new Date()))
  const printer = printers[format](options.site)
  let isCut = false
  for await (const page of pagesUpTo(limit, fetchPage)) {
    await write(process.stdout, printer.page(page))
    isCut = page.cursor !== null
  }
  await write(process.stdout, printer.end?.() ?? '')
  if (isCut && format === 'table')
    console.error(`visitbook: ${limit} visits and more came; --limit all lists all of them`)
}

/** Follows the cursor until `limit` visits are there. */
async function* pagesUpTo(limit: number, fetchPage: FetchPage): AsyncGenerator<VisitPage> {
  let remaining = limit
  let cursor: string | null = null
  do {
    const page: VisitPage = await fetchPage(cursor, remaining)
    yield page
    remaining -= page.visits.length
    cursor = page.cursor
  } while (cursor !== null && remaining > 0)
}

interface Printer {
  page(page: VisitPage): string
  end?(): string
}

const printers: Readonly<Record<ListFormat, (site: string | undefined) => Printer>> = {
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
