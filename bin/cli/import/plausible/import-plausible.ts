import { posix } from 'node:path'
import { Failure } from '../../failure'
import { cannotRead } from '../files/log-file'
import { isZip } from '../rows/is-zip'
import { namedRows } from '../rows/named-rows'
import { openZip, type ZipEntry } from '../rows/zip-file'

/**
 * `visitbook import plausible`: says what is in the export, and that no visits are.
 *
 * @throws Failure always: Plausible exports totals by day
 */
export async function importPlausible(file: string): Promise<void> {
  if (!isZip(file)) throw await notPlausible(file)
  const archive = await openZip(file)
  try {
    const tables = archive.entries.flatMap(tableOf)
    if (tables.length === 0) throw await notPlausible(file)
    throw refusal(file, tables, await visitorsIn(archive.entries))
  } finally {
    archive.close()
  }
}

const notPlausible = async (file: string): Promise<Failure> => {
  const { access } = await import('node:fs/promises')
  if (file !== '-') await access(file).catch((error) => Promise.reject(cannotRead(file, error)))
  return new Failure(
    `${file} is no export of Plausible, which is a zip with imported_visitors and other totals`,
  )
}

/** `imported_entry_pages_20240101_20240331.csv`, and `entry_pages.csv` as it was before 2024. */
const table =
  /^(?:imported_)?(visitors|sources|pages|entry_pages|exit_pages|locations|countries|regions|cities|devices|browsers|operating_systems|custom_events|custom_props|utm_\w+|channels)(?:_\d{8}_\d{8})?\.csv$/

const tableOf = ({ name }: ZipEntry): string[] => {
  const [, found] = table.exec(posix.basename(name)) ?? []
  return found === undefined ? [] : [found.replaceAll('_', ' ')]
}

interface Totals {
  readonly visitors: number
  readonly pageViews: number
  readonly first: string
  readonly last: string
}

/** What the export counts; null where it counts no visitors. */
async function visitorsIn(entries: readonly ZipEntry[]): Promise<Totals | null> {
  const counted = entries.filter((entry) => tableOf(entry)[0] === 'visitors')
  let [visitors, pageViews] = [0, 0]
  const edges: { first?: string; last?: string } = {}
  for (const entry of counted)
    for await (const rows of namedRows(entry.text()))
      for (const row of rows) {
        const { date } = row ?? {}
        if (row === null || date === undefined || !/^\d{4}-\d\d-\d\d$/.test(date)) continue
        visitors += Number(row.visitors) || 0
        pageViews += Number(row.pageviews) || 0
        if (edges.first === undefined || date < edges.first) edges.first = date
        if (edges.last === undefined || date > edges.last) edges.last = date
      }
  const { first, last } = edges
  return first === undefined || last === undefined ? null : { visitors, pageViews, first, last }
}

function refusal(file: string, tables: readonly string[], totals: Totals | null): Failure {
  const counted =
    totals === null
      ? ''
      : `, of ${totals.visitors} visitors and ${totals.pageViews} page views from ${totals.first} to ${totals.last}`
  return new Failure(
    `${file} has totals by day (${[...new Set(tables)].join(', ')})${counted}, and no single visits: nothing was recorded, because when and by whom a page was viewed would be invented. If your web server kept logs of that time, visitbook import access-log brings them in`,
  )
}
