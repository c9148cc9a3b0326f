import { addEdge } from '../../lambda/network/told-by-edge'

const viewer = { country: 'CH', region: 'ZH', city: 'Zürich', timeZone: null, asn: 3303, httpVersion: '2.0' }
const found = { asn: 714, holder: null, country: 'US' }

/** The networks 714 and 3303 have names. */
const networks = { network: (id: unknown) => (id === 714 || id === 3303 ? ({} as never) : null) }

let line: jest.SpyInstance
beforeEach(() => {
  line = jest.spyOn(console, 'info').mockImplementation()
})
afterEach(() => jest.restoreAllMocks())

test.each([
  ['its network, where the table can name it', found, viewer, { asn: 3303, country: 'CH' }],
  ['the table’s, where it cannot', found, { ...viewer, asn: 65_000 }, { asn: 714, country: 'CH' }],
  ['its, where the table knows none', { ...found, asn: null }, { ...viewer, asn: 65_000 }, { asn: 65_000 }],
  [
    'the table’s, where a range has a label',
    { ...found, holder: 'apple' },
    viewer,
    { asn: 714, holder: 'apple' },
  ],
  [
    'the table’s, where it names none',
    found,
    { ...viewer, asn: null, country: null },
    { asn: 714, country: 'US' },
  ],
  ['the table’s, where there is no edge', found, undefined, found],
])('with an edge a visit has %s', (_, table, told, kept) => {
  expect(addEdge(networks)(table, told)).toMatchObject(kept)
})

test('of each pair of networks that differ, one line is for the metric, without an address', () => {
  const add = addEdge(networks)
  for (const asn of [3303, 3303, 65_000, 714]) add(found, { ...viewer, asn })
  expect(line.mock.calls).toEqual([
    [{ otherNetwork: 'AS714, by the edge AS3303' }],
    [{ otherNetwork: 'AS714, by the edge AS65000' }],
  ])
})

test('no more than a thousand pairs are told', () => {
  const add = addEdge(networks)
  for (let asn = 10_000; asn < 12_000; asn += 1) add(found, { ...viewer, asn })
  expect(line).toHaveBeenCalledTimes(1000)
})
