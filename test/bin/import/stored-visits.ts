import { defaults } from '../../../lambda/contract'
import { parseVisitFilter } from '../../../lambda/domain/report/visit-filter'
import { openNetworks } from '../../../lambda/network/networks'
import { search } from '../../../lambda/reports/visit-search'
import { dynamoQueryStore } from '../../../lambda/store/dynamo/query-store'
import { networkTableFile } from '../../../lib/assets/network-table/file'
import { openDatabase } from '../../../local/engine/database'
import { memoryRecipients } from '../../support/memory/recipients'

/** All visits of a site in a data folder, newest first, with their organisations. */
export async function storedVisits(data: string, site: string) {
  const { close, ...database } = await openDatabase(data)
  const store = dynamoQueryStore({ ...database, now: () => new Date() })
  const filter = parseVisitFilter({ site, bot: 'include', mine: 'include' })
  const networks = openNetworks(networkTableFile())
  const parts = { store, recipients: memoryRecipients(), networks, pages: defaults.pages }
  const { visits } = await search(parts, { filter, before: null, limit: 100_000 })
  await close()
  return visits
}
