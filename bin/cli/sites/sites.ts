import type { AnswerOf } from '../../../lambda/api/routes'
import { csvTextOf } from '../../../lambda/http/csv'
import { apiClient } from '../api/api-client'
import { serverOf } from '../api/server'
import { write } from '../terminal/output'
import { terminalWidth } from '../terminal/terminal-width'
import { columnsOf } from '../terminal/text-table'
import type { SitesOptions } from './sites-command'

type SiteList = AnswerOf<'GET /sites'>
type ListedSite = SiteList['sites'][number]

const cells = {
  SITE: ({ site }: ListedSite) => site,
  'FIRST DAY': ({ firstDay }: ListedSite) => firstDay,
  'LAST DAY': ({ lastDay }: ListedSite) => lastDay,
  LISTED: ({ listed }: ListedSite) => (listed ? 'yes' : 'no'),
}
type Column = keyof typeof cells
const columns = Object.keys(cells) as Column[]

const csvColumns = ['site', 'firstDay', 'lastDay', 'listed'] as const satisfies readonly (keyof ListedSite)[]

const printers: Readonly<Record<SitesOptions['format'], (answer: SiteList) => string>> = {
  table: ({ sites }) =>
    columnsOf({ columns, elastic: { SITE: 8 }, width: terminalWidth() })(
      sites.map((site) => columns.map((column) => cells[column](site))),
    ),
  csv: ({ sites }) => csvTextOf(sites, { columns: csvColumns }),
  json: (answer) => `${JSON.stringify(answer)}\n`,
}

/** Prints the sites to stdout. */
export async function printSites({ url, format }: SitesOptions): Promise<void> {
  const answer = await apiClient(serverOf(url, process.env))('GET /sites')
  await write(process.stdout, printers[format](answer))
  if (answer.sites.length === 0) console.error('visitbook: there is no site yet; set sites in visitbook.json')
}
