import { existsSync } from 'node:fs'
import { dayLength, dayOf, instantOf } from '../../lambda/domain/time/day'
import type { Visit } from '../../lambda/domain/visit/visit'
import { dynamoQueryStore } from '../../lambda/store/dynamo/query-store'
import { visitbook } from '../bin/visitbook'
import { inventedLog } from '../support/invented-log'
import { realLog } from '../support/real-log'
import { within } from './counted-items'
import { oddVisits } from './odd-visits'
import type { CountedSet } from './spark-counts'

const today = () => Math.floor(Date.now() / dayLength) * dayLength

/** The real log where it is here, and an invented one elsewhere. */
export async function countedLog(data: string): Promise<CountedSet> {
  const site = 'semicomplete.com'
  const lines = inventedLog({ now: new Date(today()), days: 3, perDay: 700 })
  const [name, file, stdin] = existsSync(realLog)
    ? ['the real log', realLog, '']
    : ['an invented log', '-', `${lines.join('\n')}\n`]
  const { code, stderr } = await visitbook(['import', 'access-log', file, '--site', site, '--data', data], {
    stdin,
  })
  if (code !== 0) throw new Error(stderr)
  const visits: Visit[] = []
  await within(data, async (database) => {
    const store = dynamoQueryStore({ ...database, now: () => new Date() })
    const period = { start: '0000-01-01T00:00:00.000Z', end: '9999-12-31T00:00:00.000Z' }
    for await (const visit of store.visitsOf({ site, period, before: null, atOnce: 1000 })) visits.push(visit)
  })
  return { name, site, visits, isDisturbed: false }
}

/** Networks that the table knows, in place of those that tests have. */
const real = new Map([
  [64496, 714],
  [64497, 680],
  [64498, 3320],
  [64499, 1103],
  [64500, 16509],
])

/** The most visits that are counted again and again, without a part and killed. */
const mostDisturbed = 100_000

/** Odd visits of two days, of networks of all kinds; one in five with an address of a range that is corrected. */
export function oddDays(count: number, visitors: number): CountedSet {
  const site = '*.example.com'
  const days = [3, 2].map((ago) => dayOf(instantOf(today() - ago * dayLength)))
  const visits = oddVisits({ seed: 11, count, days, sites: [site], visitors, pages: 5000 }).map(
    (visit, at) => ({
      ...visit,
      asn: visit.asn === null ? null : (real.get(visit.asn) ?? visit.asn),
      ip: at % 5 === 0 ? '203.0.113.0/24' : null,
      host: at % 7 === 0 ? 'a.example.com' : null,
    }),
  )
  return { name: `${count} odd visits`, site, visits, isDisturbed: count <= mostDisturbed }
}
