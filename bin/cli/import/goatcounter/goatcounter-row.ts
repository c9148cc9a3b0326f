import { parseTime } from '../formats/time'
import type { NamedRow } from '../rows/named-rows'
import type { RowOutcome } from '../rows/row-source'
import { isPast, type RowPlace, rowVisit } from '../rows/row-visit'
import { toldAgent } from '../rows/told-agent'
import { placeIn, withScheme } from '../rows/told-visit'

export const reasons = {
  notUnderstood: 'no rows of an export',
  event: 'events',
  noPage: 'without a page',
  noTime: 'without a time',
  ahead: 'more than a day ahead',
}
type Reason = keyof typeof reasons

/** The columns of version 2: https://www.goatcounter.com/help/export. The first one has the version before its name. */
export const columns = [
  'Path',
  'Title',
  'Event',
  'UserAgent',
  'Browser',
  'System',
  'Session',
  'Bot',
  'Referrer',
  'Referrer scheme',
  'Screen size',
  'Location',
  'FirstVisit',
  'Date',
] as const

export interface GoatcounterRows extends RowPlace {
  /** Milliseconds since 1970. */
  readonly now: number
  /** Numbers the rows that are the very same. */
  readonly occurrenceOf: (key: string) => number
}

type Cells = Readonly<Record<(typeof columns)[number], string>>

/** What a row of GoatCounter's export becomes. */
export function goatcounterRow(row: NamedRow, rows: GoatcounterRows): RowOutcome {
  const skipped = (reason: Reason) => ({ skipped: reason })
  if (row === null) return skipped('notUnderstood')
  const cells = row as Cells
  if (cells.Event === 'true' || cells.Event === '1') return skipped('event')
  if (!cells.Path.startsWith('/')) return skipped('noPage')
  const time = parseTime(cells.Date)
  if (time === null) return skipped('noTime')
  if (!isPast(time, rows.now)) return skipped('ahead')
  return visitOf(cells, time, rows)
}

function visitOf(cells: Cells, time: number, rows: GoatcounterRows): RowOutcome {
  const { Session, Browser, System, Location } = cells
  const { referrer, source } = referrerOf(cells)
  const key = [cells.Path, Session, cells.Referrer, Browser, System, Location, cells['Screen size']]
  const visit = rowVisit(
    {
      time,
      page: source === null ? cells.Path : withSource(cells.Path, source),
      referrer,
      userAgent: agentOf(cells),
      title: cells.Title,
      screen: screenIn(cells['Screen size']),
    },
    rows,
    ['goatcounter', rows.occurrenceOf(JSON.stringify([time, ...key])), ...key],
  )
  return { visit: { ...visit, ...placeIn(Location) }, session: /^0*$/.test(Session) ? null : Session }
}

/** What was sent, where the export still has it, or what GoatCounter read of it. A bot stays one. */
function agentOf({ UserAgent, Browser, System, Bot }: Cells): string | null {
  const isBot = Bot !== '' && Bot !== '0'
  const told = UserAgent || toldAgent({ browser: Browser, system: System, by: 'GoatCounter' })
  return isBot ? `${told ?? 'GoatCounter'} (a bot, by GoatCounter)` : told
}

/** Names that GoatCounter gives to many hosts, and that of the best known of them. Others lead nowhere. */
const generated: Readonly<Record<string, string>> = {
  Google: 'https://www.google.com/',
  'Hacker News': 'https://news.ycombinator.com/',
  Facebook: 'https://www.facebook.com/',
  Reddit: 'https://www.reddit.com/',
}

function referrerOf({ Referrer, 'Referrer scheme': scheme }: Cells): {
  referrer: string | null
  source: string | null
} {
  if (scheme === 'c') return { referrer: null, source: Referrer || null }
  if (scheme === 'g') return { referrer: generated[Referrer] ?? null, source: null }
  return { referrer: withScheme(Referrer, scheme === 'o' ? 'android-app' : 'https'), source: null }
}

/** A campaign is where a link came from; it had the parameter in the page's address. */
const withSource = (path: string, source: string): string =>
  `${path.replace(/#.*/s, '')}${path.includes('?') ? '&' : '?'}utm_source=${encodeURIComponent(source.toWellFormed())}`

/** `1440,900,2`; newer exports have the width alone, `1440,0,1`. */
function screenIn(size: string): string | null {
  const [, width, height] = /^(\d{1,5}),(\d{1,5})(?:,|$)/.exec(size) ?? []
  return Number(width) > 0 && Number(height) > 0 ? `${width}x${height}` : null
}
