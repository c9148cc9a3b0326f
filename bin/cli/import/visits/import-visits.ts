import { openNetworks } from '../../../../lambda/network/networks'
import { networkTableFile } from '../../../../lib/assets/network-table/file'
import { openText } from '../files/log-file'
import { importRows, siteOf } from '../rows/import-rows'
import { withoutAddresses } from '../rows/row-options'
import type { RowOutcome, RowSource } from '../rows/row-source'
import { isPast } from '../rows/row-visit'
import { exportedVisit } from './exported-visit'
import { type Completed, hiddenFacts } from './hidden-facts'
import { type ExportedRow, exportedRows } from './row-formats'
import type { VisitsOptions } from './visits-command'

/** `visitbook import visits` @throws Failure that says how far it came */
export async function importVisits(file: string, options: VisitsOptions): Promise<void> {
  const { site } = options
  const only = site === undefined ? null : siteOf({ site })
  await importRows(file, visitsSource(file, { site: only, now: Date.now() }), withoutAddresses(options))
}

interface Wanted {
  /** Null for all that are in the file. */
  readonly site: string | null
  /** Milliseconds since 1970. */
  readonly now: number
}

const reasons = {
  notUnderstood: 'no visits of an export',
  otherSite: 'of other sites',
  ahead: 'more than a day ahead',
}
type Reason = keyof typeof reasons

function visitsSource(name: string, wanted: Wanted): RowSource {
  const file = openText(name, 'visits')
  const complete = hiddenFacts(openNetworks(networkTableFile()))
  let unlike = 0
  const outcomeOf = (row: ExportedRow): RowOutcome => {
    const found = outcomeIn(row, wanted, complete)
    if ('visit' in found && !found.isAlike) unlike += 1
    return found
  }
  return {
    what: 'visits',
    reasons,
    bytesRead: file.bytesRead,
    async *outcomes() {
      for await (const rows of exportedRows(file)) yield rows.map(outcomeOf)
    },
    notes: () => (unlike === 0 ? [] : [notAlike(unlike)]),
  }
}

const notAlike = (visits: number): string =>
  `${visits} visits have an organisation, kind or verdict that does not follow from what is known here: corrections are in no export, and labels change`

function outcomeIn(
  row: ExportedRow,
  { site, now }: Wanted,
  complete: ReturnType<typeof hiddenFacts>,
): Completed | { skipped: Reason } {
  const exported = row === null ? null : exportedVisit(row)
  if (row === null || exported === null) return { skipped: 'notUnderstood' }
  if (site !== null && exported.site !== site) return { skipped: 'otherSite' }
  if (!isPast(Date.parse(exported.time), now)) return { skipped: 'ahead' }
  return complete(exported, row)
}
