import type { Zone } from '../../../../lambda/domain/time/zone'
import { hostOf, parseUrl } from '../../../../lambda/domain/visit/host'
import { asObject, type JsonObject, textIn } from '../formats/json-line'
import type { AddressPlace } from '../import-choices'
import { addressOf } from '../log-address'
import { pageAddresses } from '../page-view'
import type { RowOutcome } from '../rows/row-source'
import { isPast, type RowPlace, rowVisit } from '../rows/row-visit'
import { clockTimeIn, momentOf, offsetIn } from './clock'
import type { OldRow } from './old-row'

export const reasons = {
  brokenJson: 'with broken JSON',
  tooLong: 'too long',
  noReferer: 'without a referer, and so without a page',
  otherSite: 'of other sites',
  noTime: 'without a time',
  ahead: 'more than a day ahead',
}
type Reason = keyof typeof reasons

export interface ServerRows extends RowPlace {
  /** In which the server's clock told times. */
  readonly zone: Zone
  readonly address: AddressPlace
  /** Milliseconds since 1970. */
  readonly now: number
  /** Numbers the rows without an id that are the very same. */
  readonly occurrenceOf: (key: string) => number
  /** Is told how far a row's time is from the one that PHP noted, in milliseconds. */
  readonly compared: (difference: number) => void
}

/** What a row of the old table becomes. The page is where the call came from, which is what the browser sent as referer. */
export function serverRow(row: OldRow, rows: ServerRows): RowOutcome {
  const skipped = (reason: Reason) => ({ skipped: reason })
  if (row.isTooLong) return skipped('tooLong')
  const server = serverIn(row.info)
  if (server === null) return skipped('brokenJson')
  const referer = textIn(server, 'HTTP_REFERER')
  if (referer === null || hostOf(referer) === null) return skipped('noReferer')
  const page = pageAddresses(rows.site)(parseUrl(referer)?.href ?? referer)
  if (page === null) return skipped('otherSite')
  const time = timeOf(row, server, rows)
  if (time === null) return skipped('noTime')
  if (!isPast(time, rows.now)) return skipped('ahead')
  return visitOf({ row, server, time, page }, rows)
}

/** PHP's `$_SERVER`, as JSON in a text or, from some programs, as it is. */
function serverIn(info: string | null): JsonObject | null {
  try {
    const told = info === null ? null : JSON.parse(info)
    return Array.isArray(told) ? null : asObject(told)
  } catch {
    return null
  }
}

/** When PHP was called, by its own note in seconds since 1970. */
function requestTime(server: JsonObject): number | null {
  const seconds = Number(textIn(server, 'REQUEST_TIME_FLOAT', 'REQUEST_TIME') ?? Number.NaN)
  return Number.isFinite(seconds) && seconds > 0 ? Math.floor(seconds * 1000) : null
}

/** When the row was made, or else when PHP was called. */
function timeOf({ time, zone: said }: OldRow, server: JsonObject, rows: ServerRows): number | null {
  const noted = requestTime(server)
  const shown = time === null ? null : clockTimeIn(time)
  if (shown === null) return secondsIn(time) ?? noted
  const offset = said === null ? null : offsetIn(said)
  const moment = offset === null ? momentOf(shown, rows.zone, noted) : shown - offset
  if (noted !== null) rows.compared(moment - noted)
  return moment
}

/** A column may hold seconds since 1970 too. */
const secondsIn = (time: string | null): number | null =>
  time !== null && /^\d{9,10}$/.test(time) ? Number(time) * 1000 : null

interface ReadRow {
  readonly row: OldRow
  readonly server: JsonObject
  readonly time: number
  readonly page: string
}

function visitOf({ row, server, time, page }: ReadRow, rows: ServerRows): RowOutcome {
  const userAgent = textIn(server, 'HTTP_USER_AGENT')
  const address = addressOf(
    { address: textIn(server, 'REMOTE_ADDR'), forwarded: textIn(server, 'HTTP_X_FORWARDED_FOR') },
    rows.address,
  )
  const content = [address, page, userAgent]
  const number = row.id ?? rows.occurrenceOf(JSON.stringify([time, ...content]))
  const visit = rowVisit({ time, page, referrer: null, userAgent, language: languageIn(server) }, rows, [
    'lamp',
    number,
    ...content,
  ])
  return { visit, caller: { ip: address ?? '', userAgent: userAgent ?? '', optsOut: optsOutIn(server) } }
}

/** The first of `de-DE,de;q=0.9`, which is what a browser calls its language. */
const languageIn = (server: JsonObject): string | null =>
  /^\s*([A-Za-z][\w-]*)/.exec(textIn(server, 'HTTP_ACCEPT_LANGUAGE') ?? '')?.[1] ?? null

const optsOutIn = (server: JsonObject): boolean =>
  textIn(server, 'HTTP_SEC_GPC') === '1' || textIn(server, 'HTTP_DNT') === '1'
