import { Resolver } from 'node:dns/promises'
import { recorder } from '../../../bin/cli/import/visit-recorder'
import { defaults } from '../../../lambda/contract'
import { parseVisitFilter } from '../../../lambda/domain/report/visit-filter'
import { openNetworks } from '../../../lambda/network/networks'
import { search } from '../../../lambda/reports/visit-search'
import { dynamoQueryStore } from '../../../lambda/store/dynamo/query-store'
import { networkTableFile } from '../../../lib/assets/network-table/file'
import { openDatabase } from '../../../local/engine/database'
import { type DnsServer, dnsServer, type Records } from '../../network/dns-server'
import { temporaryFolder } from '../../store/fixtures'
import { memoryRecipients } from '../../support/memory/recipients'

const { folder, remove } = temporaryFolder()
let server: DnsServer
afterAll(async () => {
  await server.close()
  remove()
})

/** Forty of Comcast's addresses, each with a name that names it back: as many firms as no function would ask for at once. */
const addresses = Array.from({ length: 40 }, (_, at) => `73.0.0.${at + 1}`)
const records: Records = Object.fromEntries(
  addresses.flatMap((address, at) => [
    [`PTR ${address.split('.').toReversed().join('.')}.in-addr.arpa`, [`gw.firm-${at}.com`]],
    [`A gw.firm-${at}.com`, [address]],
  ]),
)

test('an import with --reverse-dns asks for each address, and finds the organisation by its domain', async () => {
  server = await dnsServer(records)
  const database = await openDatabase(folder)
  const options = { ip: 'truncated', retentionDays: 365 } as const
  const resolver = (budget: number) => {
    const one = new Resolver({ timeout: budget, tries: 1 })
    one.setServers([server.address])
    return one
  }
  const [plain, asking] = [
    recorder(database, 'plain.example', options, { resolver }),
    recorder(database, 'asking.example', { ...options, reverseDns: true }, { resolver }),
  ]
  const views = [...addresses, ...addresses].map((address, at) => ({
    ...{
      address,
      time: Date.now() - 86_400_000,
      page: '/',
      referrer: null,
      userAgent: 'Mozilla',
      optsOut: false,
    },
    ...{ key: String(at), occurrence: 0, assets: null },
  }))
  await Promise.all(views.slice(0, 3).map(plain))
  expect(server.asked).toEqual([])
  for (let at = 0; at < views.length; at += 20) await Promise.all(views.slice(at, at + 20).map(asking))
  expect(server.asked).toHaveLength(2 * addresses.length)

  const store = dynamoQueryStore({ ...database, now: () => new Date() })
  const parts = {
    store,
    recipients: memoryRecipients(),
    networks: openNetworks(networkTableFile()),
    pages: defaults.pages,
  }
  const namesOf = async (organisation: string, site = 'asking.example') => {
    const filter = parseVisitFilter({ site, bot: 'include', organisation })
    return (await search(parts, { filter, before: null, limit: 100 })).visits.map(
      ({ organisation }) => organisation,
    )
  }
  expect(await namesOf('firm-7.com')).toEqual(['firm-7.com', 'firm-7.com'])
  expect(await namesOf('comcast')).toEqual([])
  expect((await namesOf('7922', 'plain.example')).length).toBe(3)
  await database.close()
}, 60_000)
