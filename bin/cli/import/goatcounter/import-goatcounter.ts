import { Failure } from '../../failure'
import { pagesFor } from '../../pages-setting'
import { openText } from '../files/log-file'
import type { SiteOptions } from '../import-options'
import { occurrences } from '../occurrences'
import { importRows, siteOf } from '../rows/import-rows'
import { isZip } from '../rows/is-zip'
import { namedRows } from '../rows/named-rows'
import { withoutAddresses } from '../rows/row-options'
import type { RowSource } from '../rows/row-source'
import { columns, type GoatcounterRows, goatcounterRow, reasons } from './goatcounter-row'

/** `visitbook import goatcounter` @throws Failure that says how far it came */
export async function importGoatcounter(file: string, options: SiteOptions): Promise<void> {
  const place = { site: siteOf(options), pageFields: pagesFor(options).query, now: Date.now() }
  if (isZip(file))
    throw new Failure(
      `${file} is GoatCounter’s JSON export, which has totals by hour and day and no single visits; what nobody counted is not invented. Its CSV export has them`,
    )
  await importRows(file, goatcounterSource(file, place), withoutAddresses(options))
}

function goatcounterSource(file: string, place: Omit<GoatcounterRows, 'occurrenceOf'>): RowSource {
  const { text, bytesRead } = openText(file, 'goatcounter')
  const rows = { ...place, occurrenceOf: occurrences() }
  return {
    what: 'rows of GoatCounter’s CSV export',
    reasons,
    bytesRead,
    async *outcomes() {
      for await (const some of namedRows(text, checked)) yield some.map((row) => goatcounterRow(row, rows))
    },
    notes: () => [],
  }
}

/** The version of the format stands before the first name: `2Path`. */
const version = '2'

/** @throws Failure when it is another version, or nothing of GoatCounter’s */
function checked(names: readonly string[]): readonly string[] {
  const [, found, first] = /^(\d+),?(Path)$/.exec(names[0] ?? '') ?? []
  if (found === undefined || first === undefined)
    throw new Failure(
      'its first line is none of GoatCounter’s CSV export, which begins with 2Path,Title,Event',
    )
  if (found !== version)
    throw new Failure(
      `it has version ${found} of GoatCounter’s CSV export, and only version ${version} is known: export again`,
    )
  const known = [first, ...names.slice(1).map((name) => (name === 'User-Agent' ? 'UserAgent' : name))]
  const missing = columns.filter((name) => !known.includes(name))
  if (missing.length > 0) throw new Failure(`its first line lacks the columns ${missing.join(', ')}`)
  return known
}
