import { defaults } from '../../lambda/contract'
import { pageTitles, titleNotes } from '../../lambda/reports/page-titles'
import { described, memoryStore, networks, visitAt } from '../support/memory/visits'

const site = 'you.github.io'
const facts = { networks, corrections: [] }
const now = () => new Date('2026-11-22T12:00:00.000Z')
const at = (minute: number, page: string, title: string | null, fields = {}) =>
  visitAt(`2026-11-22T10:${String(minute).padStart(2, '0')}:00.000Z`, { site, page, title, ...fields })

describe('titles of pages', () => {
  const titlesOf = async (...visits: ReturnType<typeof at>[]) =>
    await pageTitles({ store: memoryStore(...visits), pages: defaults.pages, now })([site], facts)

  test.each<[string, ReturnType<typeof at>[], string | null]>([
    ['the newest one', [at(1, '/cv', 'Old'), at(3, '/cv', 'New')], 'New'],
    ['the newest one that is known', [at(1, '/cv', 'Old'), at(3, '/cv', null)], 'Old'],
    ['no bot’s', [at(1, '/cv', 'Old'), at(3, '/cv', 'Buy now', { webdriver: true })], 'Old'],
    ['none of another page', [at(1, '/talks', 'Talks')], null],
    ['none from before a month', [{ ...at(1, '/cv', 'Old'), time: '2026-10-01T00:00:00.000Z' }], null],
    [
      'none from before a hundred visits',
      [
        at(1, '/cv', 'Old'),
        ...Array.from({ length: 100 }, (_, n) => ({
          ...at(9, `/${n}`, null),
          time: `2026-11-22T11:00:00.${n + 100}Z`,
        })),
      ],
      null,
    ],
  ])('%s', async (_, visits, title) => {
    expect((await titlesOf(...visits))(site, '/cv')).toBe(title)
  })

  test('they are looked up once a minute', async () => {
    const store = memoryStore(at(1, '/cv', 'CV'))
    let reads = 0
    const counting = {
      visitsOf(range: Parameters<typeof store.visitsOf>[0]) {
        reads += 1
        return store.visitsOf(range)
      },
    }
    let time = Date.parse('2026-11-22T12:00:00.000Z')
    const look = pageTitles({ store: counting, pages: defaults.pages, now: () => new Date(time) })
    for (const later of [0, 59_000, 2_000]) {
      time += later
      await look([site], facts)
    }
    expect(reads).toBe(2)
  })
})

describe('titles that a report notes', () => {
  const noted = (...visits: ReturnType<typeof at>[]) => {
    const titles = titleNotes(defaults.pages)
    for (const visit of visits) titles.note(described(visit))
    return titles.titleOf
  }

  test.each<[string, ReturnType<typeof at>[], string | null]>([
    [
      'the newest one, in any order',
      [at(1, '/cv', 'Old'), at(3, '/cv', 'New'), at(2, '/cv', 'Middle')],
      'New',
    ],
    ['the newest one that is known', [at(3, '/cv', null), at(1, '/cv', 'Old')], 'Old'],
    ['no bot’s', [at(3, '/cv', 'Buy now', { webdriver: true })], null],
    ['none of another site', [at(3, '/cv', 'New', { site: 'a.example.com' })], null],
    [
      'of two thousand pages, of which one is found again',
      [
        at(1, '/cv', 'Old'),
        ...Array.from({ length: 2000 }, (_, n) => at(2, `/${n}`, 'x')),
        at(3, '/cv', 'New'),
      ],
      'New',
    ],
  ])('%s', (_, visits, title) => {
    expect(noted(...visits)(site, '/cv')).toBe(title)
  })

  test('no more than two thousand', () => {
    const titleOf = noted(...Array.from({ length: 2001 }, (_, n) => at(2, `/${n}`, 'x')))
    expect([titleOf(site, '/1999'), titleOf(site, '/2000')]).toEqual(['x', null])
  })
})
