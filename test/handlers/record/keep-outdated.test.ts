import { beacon, book, earlierBeacon, now } from '../../support/book'
import { memoryRefusals } from '../../support/memory/refusals'
import { memoryStore } from '../../support/memory/visits'

/** Records a visit of each beacon, by one running function. */
async function visited(beacons: readonly unknown[], from = (_: number) => 'https://you.github.io') {
  const [store, refusals] = [memoryStore(), memoryRefusals()]
  const ask = book({ store, refusals })
  for (const [at, one] of beacons.entries()) {
    const body = JSON.stringify({ page: `/${at}`, beacon: one })
    const answer = await ask({ route: 'POST /visits', headers: { Origin: from(at) }, body })
    expect(answer).toMatchObject({ status: 204 })
  }
  expect(store.visits).toHaveLength(beacons.length)
  return refusals.refusals
}

const old = '0'.repeat(16)

test('of a page that contains a beacon from too long ago the owner is told once, and each visit is recorded', async () => {
  expect(await visited([old, old, old])).toEqual([
    {
      time: now,
      reason: 'outdated',
      host: 'you.github.io',
      listable: false,
      site: null,
      page: null,
      route: 'POST /visits',
      field: null,
      detail: 'the script in the page is older than five releases; what it sends is recorded all the same',
    },
  ])
})

test('of each host and each such beacon the owner is told', async () => {
  const hosts = ['https://you.github.io', 'https://a.example.com', 'https://you.github.io']
  const told = await visited([old, old, '1'.repeat(16)], (at) => hosts[at] as string)
  expect(told.map(({ host }) => host)).toEqual(['you.github.io', 'a.example.com', 'you.github.io'])
})

test.each([
  ['the current beacon', beacon.hash],
  ['an earlier one that is kept', earlierBeacon.hash],
  ['one that the page asks for', undefined],
  ['what is no hash', '../../etc/passwd'],
  ['what is no text', { length: 16 }],
])('of %s nothing is told', async (_, one) => {
  expect(await visited([one])).toEqual([])
})

test('who makes up beacons without end costs no more than a hundred writes', async () => {
  const madeUp = Array.from({ length: 150 }, (_, at) => at.toString(16).padStart(16, '0'))
  expect(await visited(madeUp)).toHaveLength(100)
})
