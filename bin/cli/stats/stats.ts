import type { StatsAnswer } from '../../../lambda/api/stats'
import { statsTable, tableBreakdown } from '../../../lambda/api/stats-table'
import { type Table, tableText } from '../../../lambda/api/table-format'
import { type AskedBy, breakdownNames } from '../../../lambda/domain/report/report'
import { wordsIn } from '../../../lambda/domain/word-list'
import { apiClient } from '../api/api-client'
import { serverOf } from '../api/server'
import { type Clock, clockOf } from '../clock/clock'
import { withKeys } from '../organisations/organisation-name'
import { write } from '../terminal/output'
import { plural } from '../terminal/plural'
import { terminalWidth } from '../terminal/terminal-width'
import { columnsOf } from '../terminal/text-table'
import { sayNoneFound } from '../visits/none-found'
import { queryOf } from '../visits/visit-options'
import type { StatsFormat, StatsOptions } from './stats-command'

/** Prints how many visits there were, by what. */
export async function printStats({ by, internal, limit, format, ...options }: StatsOptions): Promise<void> {
  const names = wordsIn(by, breakdownNames)
  const clock = clockOf(options)
  const print = printers[format](names, clock) // before anything is asked, as it may refuse
  const ask = apiClient(serverOf(options.url, process.env))
  const query = queryOf(await withKeys(ask, options), new Date())
  const answer = await ask('GET /stats', { ...query, by, internal, limit, tz: clock.zone.name })
  if (!answer.freshness.complete)
    console.error(
      `visitbook: too many visits for one answer: those before ${clock.minute(answer.freshness.from)} are left out`,
    )
  await write(process.stdout, print(answer))
  if (format === 'table' && answer.totals.visits === 0 && answer.totals.bots === 0)
    await sayNoneFound(ask, query, 'visits')
}

type Print = (answer: StatsAnswer) => string

const printers: Readonly<Record<StatsFormat, (names: readonly AskedBy[], clock: Clock) => Print>> = {
  table: (names, clock) => {
    const by = tableBreakdown(names)
    return (answer) => textOf(statsTable(answer, by), { by, clock }) + totalsOf(answer)
  },
  csv: (names) => {
    const by = tableBreakdown(names)
    return (answer) => tableText(statsTable(answer, by))
  },
  json: () => (answer) => `${JSON.stringify(answer)}\n`,
}

/** The rows of a breakdown; an organisation by its name rather than by its key. */
function textOf({ columns, rows }: Table, { by, clock }: { by: AskedBy; clock: Clock }): string {
  if (rows.length === 0) return ''
  const shown = columns.filter((column) => column !== 'value' || !columns.includes('name'))
  const isTime = by === 'day' || by === 'hour'
  const headOf = (column: string): string =>
    column === 'value' || column === 'name' ? by.replace(/[A-Z]/g, ' $&') : column.replace(/[A-Z]/g, ' $&')
  const heads = Object.fromEntries(
    shown.map((column) => {
      const head = headOf(column).toUpperCase()
      return [column, column === 'value' && isTime ? clock.head(head) : head]
    }),
  )
  const [first = ''] = shown
  const print = columnsOf({ columns: shown, heads, elastic: { [first]: 12 }, width: terminalWidth() })
  return print(rows.map((row) => shown.map((column) => cellOf(row as Row, column, first))))
}

type Row = Readonly<Record<string, string | number | null | undefined>>

/** What is not named has no value, and says how many values it stands for. */
function cellOf(row: Row, column: string, first: string): string | null {
  const value = row[column]
  if (column === first && row.others !== undefined) return '(all others)'
  if (column === first && (value === null || value === undefined)) return '(unknown)'
  return value === null || value === undefined ? null : String(value)
}

const totalsOf = ({ totals: { visits, visitors, bots } }: StatsAnswer): string =>
  `\n${plural(visits, 'visit')} by ${plural(visitors, 'visitor')}; ${plural(bots, 'visit')} of bots besides\n`
