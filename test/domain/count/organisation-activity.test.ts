import { defaults } from '../../../lambda/contract'
import { nothingRead } from '../../../lambda/domain/count/engagement-tally'
import { inOrder, tally } from '../../../lambda/domain/count/organisation-activity'
import { knownNetworks } from '../../../lambda/domain/describe/known-network'
import { networks, visitAt } from '../../support/memory/visits'

test('what was not seen has neither visits nor moments', () => {
  expect(tally(defaults.pages).activity()).toEqual({
    visits: 0,
    visitors: 0,
    countries: [],
    pages: [],
    firstSeen: null,
    lastSeen: null,
    ...nothingRead,
  })
})

test('visits are counted in any order, visitors and countries once', () => {
  const counting = tally(defaults.pages)
  counting.add(visitAt('2026-11-22T12:00:00Z', { page: '/b', visitor: 'one', country: 'DE' }))
  counting.add(visitAt('2026-11-22T14:00:00Z', { page: '/a', visitor: 'two', country: 'AT' }))
  counting.add(visitAt('2026-11-21T12:00:00Z', { page: '/b', visitor: 'one', country: 'DE' }))
  counting.add(visitAt('2026-11-22T13:00:00Z', { page: '/c' }))
  expect(counting.activity()).toEqual({
    visits: 4,
    visitors: 2,
    countries: ['AT', 'DE'],
    pages: [
      { page: '/b', visits: 2 },
      { page: '/a', visits: 1 },
      { page: '/c', visits: 1 },
    ],
    firstSeen: '2026-11-21T12:00:00.000Z',
    lastSeen: '2026-11-22T14:00:00.000Z',
    ...nothingRead,
  })
})

test('days that were counted are joined to visits that were not', () => {
  const day = tally(defaults.pages)
  day.add(visitAt('2026-11-21T12:00:00Z', { page: '/b', visitor: 'one', country: 'DE' }))
  day.add(visitAt('2026-11-21T14:00:00Z', { page: '/a', visitor: 'one', country: 'AT' }))
  const counting = tally(defaults.pages)
  counting.add(visitAt('2026-11-22T12:00:00Z', { page: '/b', visitor: 'two', country: 'DE' }))
  counting.join(day.activity())
  counting.join(tally(defaults.pages).activity())
  expect(counting.activity()).toEqual({
    visits: 3,
    visitors: 2,
    countries: ['AT', 'DE'],
    pages: [
      { page: '/b', visits: 2 },
      { page: '/a', visits: 1 },
    ],
    firstSeen: '2026-11-21T12:00:00.000Z',
    lastSeen: '2026-11-22T12:00:00.000Z',
    ...nothingRead,
  })
})

test('ten pages are named', () => {
  const counting = tally(defaults.pages)
  for (let at = 10; at < 22; at++) counting.add(visitAt('2026-11-22T12:00:00Z', { page: `/${at}` }))
  expect(counting.activity().pages.map(({ page }) => page)).toEqual(
    ['/10', '/11', '/12', '/13', '/14', '/15', '/16', '/17', '/18', '/19'], // of equals by name
  )
})

test('the sought kinds come first, then who came most, then who came last', () => {
  const known = knownNetworks({ networks, corrections: [] })
  const seen = (asn: number, visits: number, lastSeen: string) => ({
    ...known(asn),
    asns: [asn],
    daily: [],
    ...tally(defaults.pages).activity(),
    visits,
    lastSeen,
  })
  const order = inOrder([
    seen(64498, 9, '2026-11-22'),
    seen(64497, 1, '2026-11-21'),
    seen(64496, 1, '2026-11-22'),
    seen(64499, 10, '2026-11-22'),
  ])
  expect(order.map(({ asns: [asn] }) => asn)).toEqual([64496, 64497, 64499, 64498])
})

test('a page goes by its newest spelling, over days that were counted and visits that were not', () => {
  const day = (date: string, ...pages: string[]) => {
    const counting = tally(defaults.pages)
    for (const [at, page] of pages.entries()) counting.add(visitAt(`${date}T1${at}:00:00Z`, { page }))
    return counting.activity()
  }
  const counting = tally(defaults.pages)
  counting.add(visitAt('2026-11-20T12:00:00Z', { page: '/about' }))
  counting.join(day('2026-11-22', '/about/index.html', '/cv/'))
  counting.join(day('2026-11-21', '/about/', '/about', '/cv'))
  expect(counting.activity().pages).toEqual([
    { page: '/about/index.html', visits: 4 },
    { page: '/cv/', visits: 2 },
  ])
})

test('a day that names one page twice, as a version before did, joins as one', () => {
  const counting = tally(defaults.pages)
  const pages = ['/about/', '/about'].map((page) => ({ page, visits: 2 }))
  counting.join({
    ...tally(defaults.pages).activity(),
    visits: 4,
    pages,
    lastSeen: '2026-11-21T12:00:00.000Z',
  })
  expect(counting.activity().pages).toEqual([{ page: '/about', visits: 4 }])
})
