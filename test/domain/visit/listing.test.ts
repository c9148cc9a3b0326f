import { mergeNewest, mergeSources, positionOf, takePage } from '../../../lambda/domain/visit/listing'
import type { Visit } from '../../../lambda/domain/visit/visit'
import { visitAt } from '../../support/memory/visits'

/** Visits of one minute, newest first: `[5, 3]` is a stream of those at second 5 and 3. */
const at = (second: number, site = 'you.github.io') => visitAt(`2026-11-22T15:45:0${second}Z`, { site })
const place = (second: number) => positionOf(at(second))
const secondOf = ({ time }: Visit) => Number(time.slice(17, 19))

async function* stream(...visits: Visit[]): AsyncIterable<Visit> {
  yield* visits
}

async function collected(visits: AsyncIterable<Visit>): Promise<Visit[]> {
  const all: Visit[] = []
  for await (const visit of visits) all.push(visit)
  return all
}

test('a position is time and id', () => {
  expect(positionOf(at(5))).toBe('2026-11-22T15:45:05.000Z#01a203ee-b3e8-7000-8000-000000000000')
})

test.each([
  ['none', [], []],
  ['one that is empty', [[]], []],
  ['one', [[3, 2, 1]], [3, 2, 1]],
  [
    'two, interleaved',
    [
      [5, 3, 1],
      [4, 2],
    ],
    [5, 4, 3, 2, 1],
  ],
  [
    'two, one after the other',
    [
      [2, 1],
      [4, 3],
    ],
    [4, 3, 2, 1],
  ],
  ['three, one of them empty', [[1], [], [3, 2]], [3, 2, 1]],
])('merges streams: %s', async (_, streams, merged) => {
  const visits = await collected(
    mergeNewest(streams.map((one) => stream(...one.map((second) => at(second))))),
  )
  expect(visits.map(secondOf)).toEqual(merged)
})

test('of sources whose last days are said, one that begins with an older visit waits for the others', async () => {
  const [newest, middle, oldest] = ['20', '17', '14'].map((day) =>
    visitAt(`2026-11-${day}T10:00:00Z`),
  ) as Visit[]
  const asked = (lastDay: string, ...visits: Visit[]) => ({ lastDay, open: () => stream(...visits) })
  const sources = [
    asked('2026-11-20', oldest as Visit),
    asked('2026-11-19', middle as Visit),
    asked('2026-11-20', newest as Visit),
  ]
  expect(await collected(mergeSources(sources))).toEqual([newest, middle, oldest])
  expect(await collected(mergeSources(sources.slice(0, 2)))).toEqual([middle, oldest]) // as on a later page of a list
})

test('what came since a source was said to end is left out where it would come after an older visit', async () => {
  const [first, second, third] = ['2026-11-22T10:00:00Z', '2026-11-22T09:00:00Z', '2026-11-21T09:00:00Z'].map(
    (time) => visitAt(time),
  ) as [Visit, Visit, Visit]
  const merged = mergeSources([
    { lastDay: '2026-11-22', open: () => stream(second) },
    { lastDay: '2026-11-21', open: () => stream(first, third) },
  ])
  expect(await collected(merged)).toEqual([second, third])
})

test('two visits of the same millisecond both come, in the order of their ids', async () => {
  const one = visitAt('2026-11-22T15:45:05Z', {
    site: 'a.example',
    id: '01a203ee-b3e8-7000-8000-000000000001',
  })
  const two = visitAt('2026-11-22T15:45:05Z', {
    site: 'b.example',
    id: '01a203ee-b3e8-7000-8000-000000000002',
  })
  expect(await collected(mergeNewest([stream(one), stream(two)]))).toEqual([two, one])
})

test('a stream that fails fails the merge', async () => {
  async function* broken(): AsyncIterable<Visit> {
    yield at(2)
    throw new Error('gone')
  }
  await expect(collected(mergeNewest([stream(at(1)), broken()]))).rejects.toThrow('gone')
})

const all = (visit: Visit) => visit
const isOdd = (visit: Visit) => (secondOf(visit) % 2 === 1 ? visit : null)

test.each([
  ['fewer than the limit', [3, 2, 1], all, { limit: 5, reach: 9 }, [3, 2, 1], null],
  ['as many as the limit', [3, 2, 1], all, { limit: 3, reach: 9 }, [3, 2, 1], null],
  ['one more than the limit', [4, 3, 2, 1], all, { limit: 3, reach: 9 }, [4, 3, 2], place(2)],
  ['a limit of one', [2, 1], all, { limit: 1, reach: 9 }, [2], place(2)],
  ['nothing there', [], all, { limit: 5, reach: 9 }, [], null],
  ['only some wanted', [5, 4, 3, 2, 1], isOdd, { limit: 2, reach: 9 }, [5, 3], place(3)],
  ['the last ones not wanted', [3, 2], isOdd, { limit: 1, reach: 9 }, [3], place(3)],
  ['looked at as many as it may', [6, 5, 4, 3, 2], isOdd, { limit: 9, reach: 3 }, [5], place(4)],
  ['none wanted within reach', [8, 6, 4], isOdd, { limit: 9, reach: 2 }, [], place(6)],
  ['the end just within reach', [3, 2, 1], all, { limit: 9, reach: 3 }, [3, 2, 1], null],
])('takes a page: %s', async (_, seconds, wanted, bounds, taken, next) => {
  const page = await takePage(stream(...seconds.map((second) => at(second))), wanted, bounds)
  expect({ taken: page.visits.map(secondOf), next: page.next }).toEqual({ taken, next })
})

test('no more is read than one beyond the page', async () => {
  const read: number[] = []
  async function* counted(): AsyncIterable<Visit> {
    for (const second of [5, 4, 3, 2, 1]) {
      read.push(second)
      yield at(second)
    }
  }
  await takePage(counted(), all, { limit: 2, reach: 9 })
  expect(read).toEqual([5, 4, 3])
})
