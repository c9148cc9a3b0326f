import { maxRefusals } from '../../../lambda/api/refusals'
import type { AnswerOf } from '../../../lambda/api/routes'
import { printable } from '../../../lambda/domain/printable'
import { refusalDays } from '../../../lambda/domain/refusal/refusal-record'
import { csvTextOf } from '../../../lambda/http/csv'
import { apiClient } from '../api/api-client'
import { serverOf } from '../api/server'
import { type Clock, clockOf } from '../clock/clock'
import { write } from '../terminal/output'
import { terminalWidth } from '../terminal/terminal-width'
import { columnsOf, type Elastic } from '../terminal/text-table'
import { queryOf } from '../visits/visit-options'
import type { RefusalFormat, RefusalOptions } from './refusals-command'

type RefusalPage = AnswerOf<'GET /refusals'>
type RefusalAnswer = RefusalPage['refusals'][number]

/** Prints what was turned away to stdout. */
export async function printRefusals({ format, ...options }: RefusalOptions): Promise<void> {
  const ask = apiClient(serverOf(options.url, process.env))
  const query = queryOf(options, new Date())
  const page = await ask('GET /refusals', { ...query, limit: String(maxRefusals) })
  if (!page.complete)
    console.error(
      `visitbook: too many refusals for one answer: all from ${page.from} on are counted, and the newest of each day before`,
    )
  if (page.others.groups > 0)
    console.error(
      `visitbook: ${page.others.count} refusals more, of ${page.others.groups} hosts and reasons that came less often, are not listed`,
    )
  const isNone = page.refusals.length === 0
  if (!isNone || format !== 'table') await write(process.stdout, printers[format](page, clockOf(options)))
  if (isNone)
    console.error(`visitbook: ${noneText(page.from, query.to)}; ./visitbook doctor tells why no visit comes`)
}

const noneText = (from: string, to: string | undefined): string =>
  `nothing was turned away from ${from.slice(0, 10)} to ${to ?? 'now'}, and refusals are kept for ${refusalDays} days`

const cells = {
  'LAST SEEN': ({ lastSeen }: RefusalAnswer, clock: Clock) => clock.minute(lastSeen),
  REASON: ({ reason }: RefusalAnswer) => reason,
  HOST: ({ host }: RefusalAnswer) => host,
  COUNT: ({ count }: RefusalAnswer) => String(count),
  PAGE: ({ page }: RefusalAnswer) => page,
}
type Column = keyof typeof cells
const columns = Object.keys(cells) as Column[]
const elastic: Elastic<Column> = { HOST: 12, PAGE: 8 }

/** The remedies, one a line and uncut: a setting that is cut cannot be copied. */
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

const printers: Readonly<Record<RefusalFormat, (page: RefusalPage, clock: Clock) => string>> = {
  table: ({ refusals }, clock) =>
    columnsOf({
      ...{ columns, elastic, width: terminalWidth() },
      heads: { 'LAST SEEN': clock.head('LAST SEEN') },
    })(refusals.map((one) => columns.map((column) => cells[column](one, clock)))) + remediesOf(refusals),
  csv: ({ refusals }) => csvTextOf(refusals, { columns: csvColumns }),
  json: (page) => `${JSON.stringify(page)}\n`,
}
