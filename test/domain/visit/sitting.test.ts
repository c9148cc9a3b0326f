import { positionOf } from '../../../lambda/domain/visit/listing'
import {
  mostTold,
  type Sitting,
  type SittingPlace,
  sittingMs,
  takeSittings,
} from '../../../lambda/domain/visit/sitting'
import { random } from '../../support/random'

interface View {
  readonly id: string
  readonly time: string
  readonly visitor: string | null
}

const start = Date.parse('2026-11-22T10:00:00.000Z')
let made = 0
const view = (minute: number, visitor: string | null): View => ({
  id: String(made++).padStart(6, '0'),
  time: new Date(start + minute * 60_000).toISOString(),
  visitor: visitor === null ? null : visitor.repeat(24).slice(0, 24),
})
const newestFirst = (views: readonly View[]) =>
  views.toSorted((a, b) => (positionOf(a) < positionOf(b) ? 1 : -1))

async function* stream(views: readonly View[], before: string | null): AsyncIterable<View> {
  for (const one of newestFirst(views)) if (before === null || positionOf(one) < before) yield one
}

interface Walk {
  readonly limit: number
  readonly reach?: number
  readonly wants?: (view: View) => boolean
  /** What comes between two pages. */
  readonly between?: () => void
}

/** All sittings, page by page. */
async function walk(views: readonly View[], { limit, reach = 1e9, wants = () => true, between }: Walk) {
  const sittings: Sitting<View>[] = []
  let at = null as SittingPlace | null
  let pages = 0
  do {
    const { sittings: some, next }: Awaited<ReturnType<typeof takeSittings<View, View>>> = await takeSittings(
      stream(views, at?.before ?? null),
      (one) => (wants(one) ? one : null),
      { limit, reach, told: at?.told ?? [] },
    )
    expect(some.length).toBeLessThanOrEqual(limit)
    expect(next?.told.length ?? 0).toBeLessThanOrEqual(mostTold)
    sittings.push(...some)
    at = next
    if (++pages > 10_000) throw new Error('it never ends')
    between?.()
  } while (at !== null)
  return sittings
}

const idsOf = (sittings: readonly Sitting<View>[]) => sittings.map(({ views }) => views.map(({ id }) => id))

/** The same by going through each visitor's views. */
function plainSittings(views: readonly View[]): string[][] {
  const all: View[][] = []
  const byVisitor = new Map<string, View[]>()
  for (const one of newestFirst(views)) {
    const own = byVisitor.get(one.visitor ?? one.id) ?? []
    byVisitor.set(one.visitor ?? one.id, own)
    own.push(one)
  }
  for (const own of byVisitor.values())
    for (const [at, one] of own.entries()) {
      const later = own[at - 1]
      if (later !== undefined && Date.parse(later.time) - Date.parse(one.time) <= sittingMs)
        (all.at(-1) as View[]).push(one)
      else all.push([one])
    }
  return all
    .toSorted(([a], [b]) => (positionOf(a as View) < positionOf(b as View) ? 1 : -1))
    .map((one) => one.map(({ id }) => id))
}

function crowd(
  count: number,
  { visitors, minutes, seed }: { visitors: number; minutes: number; seed: number },
) {
  const next = random(seed)
  return Array.from({ length: count }, () => {
    const who = Math.floor(next() * visitors)
    return view(Math.floor(next() * minutes), who === 0 ? null : `${who.toString(16).padStart(4, '0')}x`)
  })
}

describe('views of one visitor', () => {
  it.each([
    ['30 minutes apart are one sitting', [0, 30], 1],
    ['further apart are two', [0, 31], 2],
    ['may go on for hours', [0, 29, 58, 87, 116], 1],
  ])('%s', async (_, minutes, count) => {
    const views = minutes.map((minute) => view(minute, 'a'))
    expect(await walk(views, { limit: 10 })).toHaveLength(count)
  })

  it('that is not known are a sitting each', async () => {
    expect(await walk([view(0, null), view(1, null)], { limit: 10 })).toHaveLength(2)
  })
})

describe('pages of sittings', () => {
  it.each([1, 2, 3, 7, 50])('of %i have what a plain count has', async (limit) => {
    for (const [seed, visitors] of [
      [1, 5],
      [2, 40],
      [3, 400],
    ] as const) {
      const views = crowd(300, { visitors, minutes: 700, seed })
      expect(idsOf(await walk(views, { limit }))).toEqual(plainSittings(views))
    }
  })

  it('take what a filter wants alone', async () => {
    const views = crowd(500, { visitors: 30, minutes: 600, seed: 4 })
    const wants = ({ id }: View) => Number(id) % 3 === 0
    expect(idsOf(await walk(views, { limit: 4, wants }))).toEqual(plainSittings(views.filter(wants)))
  })

  it('tell every view that was there from the beginning once while others arrive', async () => {
    const views = crowd(400, { visitors: 25, minutes: 600, seed: 5 })
    const before = views.map(({ id }) => id)
    let minute = 600
    const between = () => {
      for (let visitor = 1; visitor < 25; visitor++)
        views.push(view(minute, `${visitor.toString(16).padStart(4, '0')}x`))
      minute += 1
    }
    const told = idsOf(await walk(views, { limit: 3, between })).flat()
    expect(told.filter((id) => before.includes(id)).toSorted()).toEqual(before.toSorted())
  })

  it.each([
    [1, 50],
    [3, 10],
    [20, 7],
  ])('of %i tell every view once where %i visits are looked at for each', async (limit, reach) => {
    const views = crowd(500, { visitors: 30, minutes: 300, seed: 6 })
    const told = idsOf(await walk(views, { limit, reach })).flat()
    expect(told.toSorted()).toEqual(views.map(({ id }) => id).toSorted())
  })

  it('tell every view once where more sittings go on than are remembered', async () => {
    const views = crowd(1500, { visitors: 600, minutes: 60, seed: 7 })
    const told = idsOf(await walk(views, { limit: 50 })).flat()
    expect(told.toSorted()).toEqual(views.map(({ id }) => id).toSorted())
  })
})
