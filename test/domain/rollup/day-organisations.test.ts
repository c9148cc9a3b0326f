import { defaults } from '../../../lambda/contract'
import { nothingRead } from '../../../lambda/domain/count/engagement-tally'
import { visitorNumbers } from '../../../lambda/domain/count/visitor-numbers'
import type { DescribedVisit } from '../../../lambda/domain/describe/described-visit'
import { dayOrganisations, networksNamed } from '../../../lambda/domain/rollup/day-organisations'
import { described, visitAt } from '../../support/memory/visits'
import { random, shuffled } from '../../support/random'

const at = (time: string, asn: number | null, fields: Partial<DescribedVisit> = {}): DescribedVisit => ({
  ...described(visitAt(time, { asn, ...fields })),
  ...fields,
})
function of(...visits: DescribedVisit[]) {
  const [counting, numbers] = [dayOrganisations(defaults.pages), visitorNumbers()]
  for (const visit of visits) counting.add(visit, numbers.of(visit.visitor))
  return counting.organisations()
}

test('a network is told with its visits, visitors, countries, pages and edges', () => {
  const visits = [
    at('2026-11-22T08:00:00Z', 64496, { page: '/a', visitor: 'x', country: 'DE' }),
    at('2026-11-22T07:00:00Z', 64496, { page: '/b', visitor: 'y', country: 'AT' }),
    at('2026-11-22T09:00:00Z', 64496, { page: '/b', visitor: 'x', country: 'DE' }),
    at('2026-11-22T10:00:00Z', null),
  ]
  expect(of(...visits)).toEqual({
    present: [
      {
        ...nothingRead,
        id: 64496,
        visits: 3,
        visitors: 2,
        countries: ['AT', 'DE'],
        pages: [
          { page: '/b', visits: 2 },
          { page: '/a', visits: 1 },
        ],
        firstSeen: '2026-11-22T07:00:00.000Z',
        lastSeen: '2026-11-22T09:00:00.000Z',
      },
    ],
    others: 0,
  })
})

test('160 networks are named: those that may be organisations first, then by visits, then by number', () => {
  const isp = Array.from({ length: 310 }, (_, n) =>
    Array.from({ length: n < 5 ? 9 - n : 2 }, () => at('2026-11-22T08:00:00Z', 1000 + n, { kind: 'isp' })),
  ).flat()
  const visits = [...isp, at('2026-11-22T08:00:00Z', 64497), at('2026-11-22T08:00:00Z', 64496)]
  const first = of(...visits)
  expect(first.present.map(({ id }) => id)).toEqual([
    64496,
    64497,
    ...Array.from({ length: 158 }, (_, n) => 1000 + n),
  ])
  expect([networksNamed, first.others]).toEqual([160, 152])
  for (let seed = 0; seed < 5; seed++) expect(of(...shuffled(visits, random(seed)))).toEqual(first)
})

test.each([
  [40, 10],
  [80, 5],
  [100, 4],
])('of %d networks %d pages each are named', (networks, pages) => {
  const visits = Array.from({ length: networks }, (_, n) =>
    Array.from({ length: 12 }, (_, page) => at('2026-11-22T08:00:00Z', 1000 + n, { page: `/${page}` })),
  ).flat()
  expect(of(...visits).present.map((one) => one.pages.length)).toEqual(Array(networks).fill(pages))
})
