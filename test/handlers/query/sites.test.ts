import { authorized, book } from '../../support/book'
import { memoryRefusals, refusalAt } from '../../support/memory/refusals'
import { memoryStore, visitAt } from '../../support/memory/visits'

const asking = { route: 'GET /sites', headers: authorized }

test('before any visit the listed sites wait', async () => {
  expect((await book()(asking)).json).toEqual({
    sites: [
      { site: '*.example.com', firstDay: null, lastDay: null, listed: true },
      { site: 'you.github.io', firstDay: null, lastDay: null, listed: true },
    ],
    refusedToday: { count: 0, complete: true },
    script: 'visitbook.js',
    engagement: true,
  })
})

test('sites have their days, by name, and are listed by themselves or by a wildcard', async () => {
  const store = memoryStore(
    visitAt('2026-11-20T12:00:00Z'),
    visitAt('2026-11-22T12:00:00Z'),
    visitAt('2026-11-21T12:00:00Z', { site: 'a.example.com' }),
    visitAt('2025-11-21T12:00:00Z', { site: 'old.example' }),
  )
  expect((await book({ store })(asking)).json).toEqual({
    sites: [
      { site: '*.example.com', firstDay: null, lastDay: null, listed: true },
      { site: 'a.example.com', firstDay: '2026-11-21', lastDay: '2026-11-21', listed: true },
      { site: 'old.example', firstDay: '2025-11-21', lastDay: '2025-11-21', listed: false },
      { site: 'you.github.io', firstDay: '2026-11-20', lastDay: '2026-11-22', listed: true },
    ],
    refusedToday: { count: 0, complete: true },
    script: 'visitbook.js',
    engagement: true,
  })
})

test('what was turned away since midnight UTC is counted, up to a bound', async () => {
  const today = Array.from({ length: 3 }, (_, at) => refusalAt(`2026-11-22T0${at}:00:00Z`))
  const refused = async (...more: typeof today) => {
    const refusals = memoryRefusals(refusalAt('2026-11-21T23:59:59.999Z'), ...today, ...more)
    return (await book({ refusals })(asking)).json
  }
  expect(await refused()).toMatchObject({ refusedToday: { count: 3, complete: true } })
  const many = Array.from({ length: 1000 }, () => refusalAt('2026-11-22T15:00:00Z'))
  expect(await refused(...many)).toMatchObject({ refusedToday: { count: 1000, complete: false } })
})

test('it takes no parameters', async () => {
  expect((await book()({ ...asking, path: '/sites?site=x' })).json).toMatchObject({
    status: 400,
    detail: 'site is not a parameter here; there are none',
  })
})
