import { assetWatch } from '../../../bin/cli/import/asset-watch'
import type { LogFile } from '../../../bin/cli/import/files/log-file'
import type { AddressPlace, FormatName } from '../../../bin/cli/import/import-choices'
import { newTally, type Tally } from '../../../bin/cli/import/import-tally'
import { viewsIn } from '../../../bin/cli/import/log-reader'
import type { LoggedView } from '../../../bin/cli/import/log-visit'
import { pageAddresses, pageViews } from '../../../bin/cli/import/page-view'

const site = 'you.example'
const now = Date.parse('2026-11-28T12:00:00Z')

export interface ReadOptions {
  readonly address?: AddressPlace
  readonly format?: FormatName
}

/** The page views that the importer finds in a log of the site, and what it counts. */
export async function readLog(
  lines: readonly string[],
  { address = 'client', format }: ReadOptions = {},
): Promise<{ views: LoggedView[]; tally: Tally }> {
  const tally = newTally()
  const watch = assetWatch(pageAddresses(site))
  const reading = {
    tally,
    pageViewOf: pageViews({ site, documents: [], now }),
    address,
    met: { address: false },
    watch,
    progressed() {},
    ...(format && { format }),
  }
  const views: LoggedView[] = []
  for await (const view of watch.told(viewsIn(logOf(lines), reading))) views.push(view)
  return { views, tally }
}

const logOf = (lines: readonly string[]): LogFile => ({
  name: 'log',
  lines: (async function* () {
    yield lines.map(latin1)
  })(),
  bytesRead: () => 0,
})

/** One character for each byte, as lines are read. */
export const latin1 = (line: string): string => Buffer.from(line).toString('latin1')
