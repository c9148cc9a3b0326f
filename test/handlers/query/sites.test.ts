import { authorized, book } from '../../support/book'
import { memoryStore, visitAt } from '../../support/memory/visits'

const asking = { route: 'GET /sites', headers: authorized }

test('before any visit the listed sites wait', async () => {
  expect((await book()(asking)).json).toEqual({
    sites: [
      { site: '*.example.com', firstDay: null, lastDay: null, listed: true },
      { site: 'you.github.io', firstDay: null, lastDay: null, listed: true },
    ],
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
    script: 'visitbook.js',
    engagement: true,
  })
})

test('it takes no parameters', async () => {
  expect((await book()({ ...asking, path: '/sites?site=x' })).json).toMatchObject({
    status: 400,
    detail: 'site is not a parameter here; there are none',
  })
})
