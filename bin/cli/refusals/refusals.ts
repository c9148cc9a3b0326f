import { maxRefusals, type RefusalAnswer } from '../../../lambda/api/refusals'
import { csvTextOf } from '../../../lambda/http/csv'
import { asking, strange } from '../api/api-client'
import { serverOf } from '../api/server'
import { write } from '../terminal/output'
import { printable } from '../terminal/terminal-text'
import { columnsOf, type Elastic } from '../terminal/text-table'
import { queryOf } from '../visits/visit-options'
import type { RefusalFormat, RefusalOptions } from './refusals-command'

interface RefusalPage {
  readonly refusals: readonly RefusalAnswer[]
  readonly others: { readonly groups: number; readonly count: number }
  readonly from: string
  readonly complete: boolean
}

/** Prints what was turned away to stdout. */
export async function printRefusals({ format, ...options }: RefusalOptions): Promise<void> {
  const ask = asking(serverOf(options.url, process.env))
  const query = queryOf(options, new Date())
  const page = await ask('/refusals', { ...query, limit: String(maxRefusals) })
  if (!isPage(page)) throw strange('the server')
  if (!page.complete)
    console.error(
      `visitbook: too many refusals for one answer: all from ${page.from} on are counted, and the newest of each day before`,
    )
  if (page.others.groups > 0)
    console.error(
      `visitbook: ${page.others.count} refusals more, of ${page.others.groups} hosts and reasons that came less often, are not listed`,
    )
  await write(process.stdout, printers[format](page))
}

function isPage(value: unknown): value is RefusalPage {
  return typeof value === 'object' && value !== null && Array.isArray((value as RefusalPage).refusals)
}

const cells = {
  'LAST SEEN': ({ lastSeen }: RefusalAnswer) => lastSeen.slice(0, 16).replace('T', ' '),
  REASON: ({ reason }: RefusalAnswer) => reason,
  HOST: ({ host }: RefusalAnswer) => host,
  COUNT: ({ count }: RefusalAnswer) => String(count),
  PAGE: ({ page }: RefusalAnswer) => page,
}
type Column = keyof typeof cells
const columns = Object.keys(cells) as Column[]
const elastic: Elastic<Column> = { HOST: 12, PAGE: 8 }

/** A line each, which is not cut: a setting that is cut cannot be copied. */
function remediesOf(refusals: readonly RefusalAnswer[]): string {
  const lines = new Set(
    refusals.map(({ host, remedy }) => `${printable(host) || '-'}: ${printable(remedy)}\n`),
  )
  return lines.size === 0 ? '' : `\nWhat would let them in:\n${[...lines].join('')}`
}

const csvColumns = [
  'reason',
  'host',
  'count',
  'firstSeen',
  'lastSeen',
  'site',
  'page',
  'route',
  'field',
  'detail',
  'remedy',
] as const satisfies readonly (keyof RefusalAnswer)[]

const printers: Readonly<Record<RefusalFormat, (page: RefusalPage) => string>> = {
  table: ({ refusals }) =>
    columnsOf({ columns, elastic, width: process.stdout.isTTY ? process.stdout.columns : null })(
      refusals.map((one) => columns.map((column) => cells[column](one))),
    ) + remediesOf(refusals),
  csv: ({ refusals }) => csvTextOf(refusals, { columns: csvColumns }),
  json: (page) => `${JSON.stringify(page)}\n`,
}
