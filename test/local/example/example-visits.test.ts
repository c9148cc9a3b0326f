import { type DescribedVisit, describer } from '../../../lambda/domain/describe/described-visit'
import { openNetworks } from '../../../lambda/network/networks'
import { networkTableFile } from '../../../lib/assets/network-table/file'
import { identifiedVisits } from '../../../local/example/identified-visits'

const networks = openNetworks(networkTableFile())
const describeVisit = describer({ networks, corrections: [] })
const visitsAt = async (moment: string) =>
  (await identifiedVisits(networks, new Date(moment))).map((visit) => describeVisit(visit))

const soughtKinds: readonly (string | null)[] = ['business', 'education', 'government']

/** Per cent of the visits of people. */
const shareOf = (people: readonly DescribedVisit[], kinds: readonly (string | null)[]): number =>
  (100 * people.filter(({ kind }) => kinds.includes(kind)).length) / people.length

describe.each(['2026-11-29T18:00:00Z', '2026-12-24T18:00:00Z', '2027-03-01T18:00:00Z'])('at %s', (moment) => {
  let visits: DescribedVisit[]
  let people: DescribedVisit[]
  beforeAll(async () => {
    visits = await visitsAt(moment)
    people = visits.filter(({ bot }) => bot === null)
  })

  it.each<[string, readonly (string | null)[], number, number]>([
    ['providers', ['isp', 'mobile'], 70, 84],
    ['VPNs', ['vpn'], 3, 9],
    ['networks that nobody knows', ['unknown'], 3, 9],
    ['organisations', soughtKinds, 3, 9],
  ])('%s have their share of a real log', (_, kinds, least, most) => {
    const share = shareOf(people, kinds)
    expect(share).toBeGreaterThanOrEqual(least)
    expect(share).toBeLessThanOrEqual(most)
  })

  it('most organisations have one to four visits, and one in ten visits or so is a bot’s', () => {
    const sought = people.filter(({ kind }) => soughtKinds.includes(kind))
    const names = sought.map(({ organisation }) => organisation)
    const counts = [...new Set(names)].map((name) => names.filter((one) => one === name).length)
    expect(counts.length).toBeGreaterThanOrEqual(9)
    expect(counts.filter((count) => count <= 4).length / counts.length).toBeGreaterThanOrEqual(0.7)
    const bots = (visits.length - people.length) / visits.length
    expect(bots).toBeGreaterThan(0.08)
    expect(bots).toBeLessThan(0.2)
  })

  it('sixty days, several titles, files taken and links of recipients are in it', () => {
    const days = new Set(visits.map(({ time }) => time.slice(0, 10)))
    expect(days.size).toBe(60)
    expect(visits.at(-1)?.time.slice(0, 10)).toBe(moment.slice(0, 10))
    expect(new Set(visits.map(({ title }) => title)).size).toBe(7)
    expect(visits.flatMap(({ links }) => links ?? [])).toEqual(
      expect.arrayContaining(['/cv.pdf', '/papers/queues.pdf', 'github.com/ada-example']),
    )
    expect(new Set(visits.flatMap(({ recipient }) => recipient ?? [])).size).toBe(2)
    expect(visits.every(({ time }) => time < moment)).toBe(true)
  })
})

test('on one day it is the same at any hour, but for what has not come yet; on the next it is another', async () => {
  const [noon, evening, next] = await Promise.all([
    visitsAt('2026-11-29T12:00:00Z'),
    visitsAt('2026-11-29T23:00:00Z'),
    visitsAt('2026-11-30T12:00:00Z'),
  ])
  expect(noon.length).toBeLessThan(evening.length)
  expect(evening.slice(0, noon.length)).toEqual(noon)
  expect(next.map(({ id }) => id)).not.toEqual(noon.map(({ id }) => id))
})
