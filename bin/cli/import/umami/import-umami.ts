import { posix } from 'node:path'
import { Failure } from '../../failure'
import { pagesFor } from '../../pages-setting'
import { openText, type TextFile } from '../files/log-file'
import type { SiteOptions } from '../import-options'
import { occurrences } from '../occurrences'
import { importRows, siteOf } from '../rows/import-rows'
import { isZip } from '../rows/is-zip'
import { type NamedRow, namedRows } from '../rows/named-rows'
import { withoutAddresses } from '../rows/row-options'
import type { RowSource } from '../rows/row-source'
import { openZip, type ZipEntry } from '../rows/zip-file'
import { needed, reasons, type UmamiRows, umamiRow } from './umami-row'

/** `visitbook import umami` @throws Failure that says how far it came */
export async function importUmami(file: string, options: SiteOptions): Promise<void> {
  const place = { site: siteOf(options), pageFields: pagesFor(options).query, now: Date.now() }
  if (!isZip(file)) {
    const { text, bytesRead } = openText(file, 'umami')
    return importRows(
      file,
      umamiSource({ events: [text], sessions: [], bytesRead }, place),
      withoutAddresses(options),
    )
  }
  const archive = await openZip(file)
  try {
    const parts = { ...partsOf(file, archive.entries), bytesRead: archive.bytesRead }
    await importRows(file, umamiSource(parts, place), withoutAddresses(options))
  } finally {
    archive.close()
  }
}

type Text = TextFile['text']

/** The files of an export, unpacked. */
interface Parts extends Pick<TextFile, 'bytesRead'> {
  readonly events: readonly Text[]
  /** Where they are in a file of their own, as in the tables of one’s own server. */
  readonly sessions: readonly Text[]
}

/** The totals that the download button of an own server makes. */
const totals = ['pages.csv', 'referrers.csv', 'browsers.csv', 'os.csv', 'devices.csv', 'countries.csv']

function partsOf(file: string, entries: readonly ZipEntry[]): Pick<Parts, 'events' | 'sessions'> {
  const named = (wanted: string) =>
    entries.filter(({ name }) => posix.basename(name) === wanted).map(({ text }) => text())
  const events = named('website_event.csv')
  if (events.length > 0) return { events, sessions: named('session.csv') }
  const names = entries.map(({ name }) => posix.basename(name))
  if (totals.some((name) => names.includes(name)))
    throw new Failure(
      `${file} has Umami’s totals (${names.slice(0, totals.length + 1).join(', ')}) and no single visits; what nobody counted is not invented. They are in website_event.csv, of the data export of Umami Cloud or from the table of that name`,
    )
  throw new Failure(`${file} is no export of Umami: there is no website_event.csv in it`)
}

function umamiSource(
  { events, sessions, bytesRead }: Parts,
  place: Omit<UmamiRows, 'occurrenceOf'>,
): RowSource {
  const rows = { ...place, occurrenceOf: occurrences() }
  const memory = sessionMemory()
  return {
    what: 'rows of Umami’s website_event',
    reasons,
    bytesRead,
    async *outcomes() {
      for (const text of sessions)
        for await (const some of namedRows(text)) for (const row of some) memory.add(row)
      for (const text of events)
        for await (const some of namedRows(text, checked))
          yield some.map((row) => umamiRow(row, memory.of(row), rows))
    },
    notes: memory.notes,
  }
}

/** @throws Failure when it is another table */
function checked(names: readonly string[]): readonly string[] {
  const missing = needed.filter((name) => !names.includes(name))
  if (missing.length > 0)
    throw new Failure(`the first line of website_event.csv lacks the columns ${missing.join(', ')}`)
  return names
}

/** The most sessions that are remembered: 60 MB. */
const mostSessions = 200_000

/** What a session says in a file of its own. An export is in no order, so each must be known before its events. */
function sessionMemory() {
  const known = new Map<string, NamedRow>()
  let forgotten = 0
  return {
    add(row: NamedRow): void {
      const { session_id: id } = row ?? {}
      if (id === undefined) return
      if (known.size < mostSessions) known.set(id, row)
      else forgotten += 1
    },
    of: (event: NamedRow): NamedRow => known.get(event?.session_id ?? '') ?? null,
    notes: (): string[] =>
      forgotten === 0
        ? []
        : [
            `${forgotten} sessions are more than are remembered, so their visits have no browser and no country`,
          ],
  }
}
