import { clean, cut } from '../../../../lambda/domain/text'
import type { Visit } from '../../../../lambda/domain/visit/visit'
import { parseTime } from '../formats/time'
import { pageAddresses } from '../page-view'
import type { NamedRow } from '../rows/named-rows'
import type { RowOutcome } from '../rows/row-source'
import { isPast, type RowPlace, rowVisit } from '../rows/row-visit'
import { toldAgent } from '../rows/told-agent'
import { placeIn, withScheme } from '../rows/told-visit'

export const reasons = {
  notUnderstood: 'no rows of an export',
  event: 'events, clicks and measurements',
  otherSite: 'of other sites',
  noPage: 'without a page',
  noTime: 'without a time',
  ahead: 'more than a day ahead',
}
type Reason = keyof typeof reasons

/** The columns without which there is no visit. */
export const needed = ['session_id', 'url_path', 'event_type', 'created_at'] as const

export interface UmamiRows extends RowPlace {
  /** Milliseconds since 1970. */
  readonly now: number
  /** Numbers the rows without an id that are the very same. */
  readonly occurrenceOf: (key: string) => number
}

/** Finds a cell; nothing for a column that is not there, and for what databases write in place of nothing. */
type CellOf = (name: string) => string

/** Of the types of events: 2 is a custom event, 3 a link, 4 a pixel, 5 a measurement. */
const pageView = '1'

/** @param session what the export has of the row's session in a file of its own; null where it has none */
export function umamiRow(row: NamedRow, session: NamedRow, rows: UmamiRows): RowOutcome {
  const skipped = (reason: Reason) => ({ skipped: reason })
  if (row === null) return skipped('notUnderstood')
  const cell: CellOf = (name) => known(row[name]) || known(session?.[name])
  if (cell('event_type') !== pageView) return skipped('event')
  const hostname = cell('hostname')
  if (hostname !== '' && pageAddresses(rows.site)(`https://${hostname}/`) === null)
    return skipped('otherSite')
  if (!cell('url_path').startsWith('/')) return skipped('noPage')
  const time = timeIn(cell('created_at'))
  if (time === null) return skipped('noTime')
  if (!isPast(time, rows.now)) return skipped('ahead')
  return visitOf(cell, time, rows)
}

const known = (cell: string | undefined): string => (cell === undefined || cell === '\\N' ? '' : cell)

/** `2026-09-21 10:00:00` is in UTC, and so is PostgreSQL’s `10:00:00.123+00`. */
const timeIn = (text: string): number | null =>
  parseTime(text) ?? parseTime(`${text}Z`) ?? parseTime(text.replace(/([+-]\d\d)$/, '$100'))

function visitOf(cell: CellOf, time: number, rows: UmamiRows): RowOutcome {
  const [session, id] = [cell('session_id'), cell('event_id')]
  const page = pageIn(cell)
  const content = [session, page, cell('referrer_domain'), cell('referrer_path')]
  const visit = rowVisit(
    {
      time,
      page,
      referrer: withScheme(cell('referrer_domain') && cell('referrer_domain') + cell('referrer_path')),
      userAgent: toldAgent({
        browser: cell('browser'),
        system: cell('os'),
        device: cell('device'),
        by: 'Umami',
      }),
      title: cell('page_title'),
      language: cell('language'),
      screen: cell('screen'),
    },
    rows,
    id === '' ? ['umami', rows.occurrenceOf(JSON.stringify([time, ...content])), ...content] : ['umami', id],
  )
  return { visit: { ...visit, ...placeOf(cell) }, session: session || null }
}

const campaign = ['utm_source', 'utm_medium', 'utm_campaign', 'utm_term', 'utm_content'] as const

/** The page with its query string, and the campaign where that is in columns of its own. */
function pageIn(cell: CellOf): string {
  const query = new URLSearchParams(cell('url_query').toWellFormed())
  const more = campaign.filter((name) => cell(name) !== '' && !query.has(name))
  const fields = [
    cell('url_query'),
    ...more.map((name) => `${name}=${encodeURIComponent(cell(name).toWellFormed())}`),
  ].filter((field) => field !== '')
  return cell('url_path').replace(/[?#].*/s, '') + (fields.length === 0 ? '' : `?${fields.join('&')}`)
}

/** Bytes of a city; the longest that edges name has fewer. */
const cityBytes = 64

function placeOf(cell: CellOf): Pick<Visit, 'country' | 'region' | 'city'> {
  const { country } = placeIn(cell('country'))
  const region = placeIn(cell('region') || cell('subdivision1'))
  return {
    country,
    region: region.country === country ? region.region : null,
    city: cut(clean(cell('city')), cityBytes) || null,
  }
}
