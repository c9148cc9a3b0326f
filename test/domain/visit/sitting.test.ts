import { AllowanceSpent } from '../../../lambda/domain/errors'
import { positionOf } from '../../../lambda/domain/visit/listing'
import type { Sitting } from '../../../lambda/domain/visit/sitting'
import {
  type EarlierViews,
  mostTold,
  type SittingPlace,
  takeSittings,
} from '../../../lambda/domain/visit/sitting-page'
import { newestFirst, plainSittings } from '../../support/plain-sittings'
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

/** What a page looked at, and what of it arrived. */
interface Effort {
  looked: number
  arrived: number
}

interface Walk {
  readonly limit: number
  readonly reach?: number
  readonly atOnce?: number
  readonly wants?: (view: View) => boolean
  /** Whether views of others are left out where some visitors' are asked for; they are when left out. */
  readonly leavesOut?: boolean
  /** What comes between two pages. */
  readonly between?: () => void
}

/** Where a page takes its views from, which are newest first, and what that comes to. */
function sourcesOf(
  views: readonly View[],
  { before, leavesOut }: { before: string | null; leavesOut: boolean },
) {
  const effort: Effort = { looked: 0, arrived: 0 }
  function* look(
    isThere: (view: View) => boolean,
    isSent: (view: View) => boolean,
    allowance?: { left: number },
  ) {
    for (const one of views) {
      if (!isThere(one)) continue
      if (allowance !== undefined && allowance.left-- <= 0) throw new AllowanceSpent('enough')
      effort.looked += 1
      if (!isSent(one)) continue
      effort.arrived += 1
      yield one
    }
  }
  async function* newest() {
    yield* look(
      (one) => before === null || positionOf(one) < before,
      () => true,
    )
  }
  async function* earlier({ of, from, before: end, allowance }: EarlierViews<View>) {
    const visitors = of.map(({ visitor }) => visitor)
    yield* look(
      (one) => one.time >= from && positionOf(one) < end,
      ({ visitor }) => !leavesOut || visitors.includes(visitor),
      allowance,
    )
  }
  return { effort, sources: { newest: newest(), earlier } }
}

/** All sittings, page by page, and what each page took. */
async function walkPages(views: readonly View[], walk: Walk) {
  const { limit, reach = 1e9, atOnce = 2 * limit, wants = () => true, leavesOut = true, between } = walk
  const sittings: Sitting<View>[] = []
  const efforts: Effort[] = []
  let sorted = newestFirst(views)
  let at = null as SittingPlace | null
  do {
    const { effort, sources } = sourcesOf(sorted, { before: at?.before ?? null, leavesOut })
    const { sittings: some, next }: Awaited<ReturnType<typeof takeSittings<View, View>>> = await takeSittings(
      sources,
      (one) => (wants(one) ? one : null),
      { limit, reach, atOnce, told: at?.told ?? [] },
    )
    expect(some.length).toBeLessThanOrEqual(limit)
    expect(next?.told.length ?? 0).toBeLessThanOrEqual(mostTold)
    sittings.push(...some)
    efforts.push(effort)
    at = next
    if (efforts.length > 10_000) throw new Error('it never ends')
    if (between === undefined) continue
    between()
    sorted = newestFirst(views)
  } while (at !== null)
  return { sittings, efforts }
}

const walk = async (views: readonly View[], how: Walk) => (await walkPages(views, how)).sittings

const idsOf = (sittings: readonly Sitting<View>[]) => sittings.map(({ views }) => views.map(({ id }) => id))

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

/** Visitors who come back within half an hour for hours, others who come back just after, and many more between. */
function regulars(seed: number): View[] {
  const next = random(seed)
  const names = 'abcdefghijklmnopqrst'.split('')
  const own = names.flatMap((name, at) => {
    const views: View[] = []
    for (let minute = next() * 60; minute < 600; minute += [29, 30, 31, 1 + next() * 58][at % 4] as number)
      views.push(view(Math.round(minute * 60) / 60, name))
    return views
  })
  return [...own, ...crowd(900, { visitors: 700, minutes: 600, seed })]
}

describe.each([
  ['that are asked for by their visitors', true],
  ['among which are those of others', false],
])('pages of sittings, earlier views %s,', (_, leavesOut) => {
  it.each([1, 2, 3, 7, 50])('of %i have what a plain count has', async (limit) => {
    for (const [seed, visitors] of [
      [1, 5],
      [2, 40],
      [3, 400],
    ] as const) {
      const views = crowd(300, { visitors, minutes: 700, seed })
      expect(idsOf(await walk(views, { limit, leavesOut }))).toEqual(plainSittings(views))
    }
  })

  it.each([
    [1, 1],
    [5, 5],
    [5, 40],
    [20, 40],
    [50, 1000],
  ])('of %i have it where visitors come again for hours, %i read at once', async (limit, atOnce) => {
    for (const seed of [8, 9]) {
      const views = regulars(seed)
      expect(idsOf(await walk(views, { limit, atOnce, leavesOut }))).toEqual(plainSittings(views))
    }
  })

  it.each([
    ['half an hour before the first known one', [60, 30], [[60, 30]]],
    ['a minute more', [60, 29], [[60], [29]]],
    ['half an hour before one that was asked for', [60, 30, 0], [[60, 30, 0]]],
    ['half an hour before one that was asked for later', [60, 30, 0, -30, -61], [[60, 30, 0, -30], [-61]]],
  ])('have a view %s', async (_, minutes, expected) => {
    const others = Array.from({ length: 400 }, (_, at) =>
      view(60.5 - at / 2.5, at.toString(16).padStart(4, '0')),
    )
    const own = minutes.map((minute) => view(minute, 'z'))
    const told = await walk([...others, ...own], { limit: 3, leavesOut })
    const minuteOf = ({ time }: View) => (Date.parse(time) - start) / 60_000
    expect(
      told.flatMap(({ views }) => (views[0].visitor === own[0]?.visitor ? [views.map(minuteOf)] : [])),
    ).toEqual(expected)
  })

  it('take what a filter wants alone', async () => {
    for (const views of [crowd(500, { visitors: 30, minutes: 600, seed: 4 }), regulars(10)]) {
      const wants = ({ id }: View) => Number(id) % 3 === 0
      expect(idsOf(await walk(views, { limit: 4, wants, leavesOut }))).toEqual(
        plainSittings(views.filter(wants)),
      )
    }
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
    const told = idsOf(await walk(views, { limit: 3, between, leavesOut })).flat()
    expect(told.filter((id) => before.includes(id)).toSorted()).toEqual(before.toSorted())
  })

  it.each([
    [1, 50],
    [3, 10],
    [20, 7],
    [5, 60],
  ])('of %i tell every view once where %i visits are looked at for each', async (limit, reach) => {
    for (const views of [crowd(500, { visitors: 30, minutes: 300, seed: 6 }), regulars(11)]) {
      const { sittings, efforts } = await walkPages(views, { limit, reach, leavesOut })
      expect(idsOf(sittings).flat().toSorted()).toEqual(views.map(({ id }) => id).toSorted())
      expect(Math.max(...efforts.map(({ looked }) => looked))).toBeLessThanOrEqual(reach + 1)
    }
  })

  it('tell every view once where more sittings go on than are remembered', async () => {
    const views = crowd(1500, { visitors: 600, minutes: 60, seed: 7 })
    const told = idsOf(await walk(views, { limit: 50, leavesOut })).flat()
    expect(told.toSorted()).toEqual(views.map(({ id }) => id).toSorted())
  })
})

test('visits of others do not arrive, however many there are in the half hour before a page', async () => {
  const views = crowd(6000, { visitors: 4000, minutes: 60, seed: 12 }).map((one, at) =>
    at % 2 === 0 ? one : { ...one, visitor: null },
  )
  const { effort, sources } = sourcesOf(newestFirst(views), { before: null, leavesOut: true })
  const pick = (one: View) => (one.visitor === null ? null : one)
  const page = await takeSittings(sources, pick, { limit: 50, reach: 1e9, atOnce: 100, told: [] })
  const known = plainSittings(views.filter(({ visitor }) => visitor !== null))
  expect(idsOf(page.sittings)).toEqual(known.slice(0, 50))
  expect(effort.looked).toBeGreaterThan(3000)
  expect(effort.arrived).toBeLessThan(200)
})
