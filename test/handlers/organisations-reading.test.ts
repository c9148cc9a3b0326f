import { defaults } from '../../lambda/contract'
import { rollUp } from '../../lambda/counting/roll-up'
import type { Engagement } from '../../lambda/domain/visit/engagement'
import type { Visit } from '../../lambda/domain/visit/visit'
import { authorized, book, now } from '../support/book'
import { memoryRollups } from '../support/memory/rollups'
import { memoryStore, networks, visitAt } from '../support/memory/visits'

const clock = () => new Date(now)

interface Said {
  readonly organisations: readonly {
    readonly name: string
    readonly seconds: number
    readonly sections: readonly object[]
    readonly links: readonly object[]
  }[]
}

async function opened(...visits: Visit[]) {
  const [store, rollups] = [memoryStore(...visits), memoryRollups(clock)]
  const ask = book({ store, rollups })
  await rollUp({ store, rollups, networks, pages: defaults.pages, now: clock })
  const got = (path: string) =>
    ask({
      route: path.startsWith('/organisations/') ? 'GET /organisations/{key}' : 'GET /organisations',
      path,
      params: { key: path.split('/')[2] ?? '' },
      headers: authorized,
    })
  return { rollups, got, list: async (query = '') => (await got(`/organisations${query}`)).json as Said }
}

function visit(time: string, change: Partial<Engagement>, page = '/cv', asn = 64496): Visit {
  const reading = { seconds: 0, reach: 10, acted: true, sections: [], links: [] }
  return { ...visitAt(time, { page, asn }), engagement: { ...reading, ...change } }
}

const some = [
  visit('2026-11-20T10:00:00Z', {
    seconds: 100,
    sections: [
      { name: 'intro', seconds: 10 },
      { name: 'Publications', seconds: 70 },
    ],
    links: ['/cv.pdf', 'acme.com/jobs'],
  }),
  visit('2026-11-21T10:00:00Z', { seconds: 60, sections: [{ name: 'intro', seconds: 90 }] }, '/cv/'),
  visit('2026-11-22T10:00:00Z', {
    seconds: 40,
    sections: [{ name: 'Publications', seconds: 31 }],
    links: ['/cv.pdf', '/cv.pdf'],
  }),
  visit('2026-11-22T11:00:00Z', { seconds: 500, links: ['#more'] }, '/', 64497),
  { ...visitAt('2026-11-22T12:00:00Z', { asn: 64497, userAgent: 'Googlebot/2.1' }), engagement: null },
]

const bank = {
  seconds: 200,
  sections: [
    { page: '/cv', name: 'Publications', seconds: 101 },
    { page: '/cv/', name: 'intro', seconds: 100 },
  ],
  links: [
    { link: '/cv.pdf', visits: 2 },
    { link: 'acme.com/jobs', visits: 1 },
  ],
}

test('the days of an organisation and the open one add up, each section under its latest spelling', async () => {
  const { list, got, rollups } = await opened(...some)
  expect(rollups.days.size).toBe(2)
  const { organisations } = await list()
  const spelled = { ...bank, sections: bank.sections.map((one) => ({ ...one, page: expect.any(String) })) }
  expect(organisations).toEqual([
    expect.objectContaining({ name: 'Example Bank', ...spelled }),
    expect.objectContaining({ seconds: 500, sections: [], links: [{ link: '#more', visits: 1 }] }),
  ])
  expect((await got('/organisations/example-bank')).json).toMatchObject(spelled)
  expect(organisations[0]?.sections).toEqual(
    ((await got('/organisations/example-bank')).json as Said['organisations'][0]).sections,
  )
})

test('of a day three sections and five links count', async () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f']
  const one = visit('2026-11-20T10:00:00Z', {
    sections: names.map((name, at) => ({ name, seconds: at + 1 })),
    links: names,
  })
  const { list } = await opened(one)
  const { organisations } = await list()
  expect(organisations[0]?.sections).toEqual(
    ['f', 'e', 'd'].map((name, at) => ({ page: '/cv', name, seconds: 6 - at })),
  )
  expect(organisations[0]?.links).toEqual(names.slice(0, 5).map((link) => ({ link, visits: 1 })))
})

test('its table has them in the form that lists of visits have', async () => {
  const { got } = await opened(...some.slice(0, 1))
  const { body } = await got('/organisations?format=csv')
  const [head, row] = body.split('\r\n').map((line) => line.split(','))
  expect(head?.slice(-5, -2)).toEqual(['seconds', 'sections', 'links'])
  expect(row?.slice(-5, -2)).toEqual(
    ['100', '70 /cv#Publications|10 /cv#intro', '/cv.pdf|acme.com/jobs'].map(expect.stringContaining),
  )
})
