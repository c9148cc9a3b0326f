import jsQR from 'jsqr'
import type { AnswerOf } from '../../../lambda/api/routes'
import type { Visit } from '../../../lambda/domain/visit/visit'
import { authorized, book, now } from '../../support/book'
import { memoryRecipients } from '../../support/memory/recipients'
import { memoryStore, visitAt } from '../../support/memory/visits'
import { pixelsOf } from '../../support/svg-pixels'

type List = AnswerOf<'GET /recipients'>
type Made = AnswerOf<'POST /recipients'>

const service = 'https://abc123.execute-api.eu-central-1.amazonaws.com'
const page = 'https://you.github.io/cv'

function shop(...visits: Visit[]) {
  const [store, recipients] = [memoryStore(...visits), memoryRecipients()]
  let time = Date.parse(now)
  const ask = book({ store, recipients, now: () => new Date(time) })
  const headers = { ...authorized, 'X-Forwarded-Proto': 'https' }
  const send = (method: string, path: string, more: { code?: string; body?: string } = {}) => {
    const { code, body } = more
    const [route = ''] = path.split('?')
    return ask({
      route: `${method} ${code === undefined ? route : route.replace(code, '{code}')}`,
      ...{
        path,
        headers,
        ...(code !== undefined && { params: { code } }),
        ...(body !== undefined && { body }),
      },
    })
  }
  const make = (message: object) => send('POST', '/recipients', { body: JSON.stringify(message) })
  return {
    ...{ store, recipients, ask, headers, send, make },
    made: async (name: string, at = page) => (await make({ name, page: at })).json as Made,
    list: async (query = '') => (await send('GET', `/recipients${query}`)).json as List,
    change: (code: string, body: object) =>
      send('PATCH', `/recipients/${code}`, { code, body: JSON.stringify(body) }),
    wait: (ms: number) => {
      time += ms
    },
  }
}

const visitor = '0123456789abcdef01234567'
const byLink = (recipient: string, time: string, fields: Partial<Visit> = {}): Visit =>
  visitAt(time, { page: '/cv', asn: 64496, visitor, recipient, ...fields })

test('a recipient is made with a code of its own, and its link', async () => {
  const { made, recipients, list } = shop()
  const { code, ...rest } = await made('Acme, Jane Doe')
  expect(code).toMatch(/^[0-9a-hjkmnp-tv-z]{10}$/)
  expect(rest).toEqual({
    ...{ name: 'Acme, Jane Doe', page, created: now, withdrawn: null, muted: false },
    ...{ link: `${page}?to=${code}`, shortLink: `${service}/l/${code}` },
  })
  expect(await recipients.recipients()).toEqual([
    { code, name: 'Acme, Jane Doe', page, created: now, withdrawn: null, muted: false },
  ])
  expect(await list()).toEqual({
    recipients: [
      {
        ...{ code, ...rest, state: null, reason: null, first: null, last: null, readAt: null },
        ...{ visits: 0, visitors: 0, bots: 0, scans: 0 },
        ...{ organisations: [], pages: [], fetches: [], complete: true },
      },
    ],
    ...{ total: 1, cursor: null },
  })
})

test('the link of a file is the service’s', async () => {
  const { code, link, shortLink } = await shop().made('Acme', 'https://you.github.io/cv.pdf')
  expect([link, shortLink]).toEqual([`${service}/l/${code}`, `${service}/l/${code}`])
})

const pageDetail =
  'page must be the whole address of a page or file of a listed site, such as https://you.github.io/cv'

test.each([
  [{ page }, 'name', 'name is required'],
  [{ name: ' \n', page }, 'name', 'name must not be empty'],
  [{ name: 'é'.repeat(51), page }, 'name', 'name must have at most 100 bytes of UTF-8'],
  [{ name: 7, page }, 'name', 'name must be text'],
  [{ name: 'Acme' }, 'page', 'page is required'],
  [{ name: 'Acme', page: '/cv' }, 'page', pageDetail],
  [{ name: 'Acme', page: '//you.github.io/cv' }, 'page', pageDetail],
  [{ name: 'Acme', page: 'https://evil.example/' }, 'page', pageDetail],
  [{ name: 'Acme', page: 'https://%79ou.github.io/' }, 'page', pageDetail],
  [{ name: 'Acme', page, code: '7k2m9qxw4c' }, 'code', 'code is not a field here; there are name, page'],
])('%j is refused for its %s', async (message, field, detail) => {
  const { make, recipients } = shop()
  expect((await make(message)).json).toMatchObject({ status: 400, field, detail })
  expect(await recipients.recipients()).toEqual([])
})

test('a name is one line, and at most 100 bytes', async () => {
  const { made } = shop()
  expect((await made(` Acme\n${'é'.repeat(47)} `)).name).toBe(`Acme ${'é'.repeat(47)}`)
})

test('there are a thousand at most', async () => {
  const { recipients, make } = shop()
  for (let at = 0; at < 1000; at++) {
    const code = at.toString().padStart(10, '0')
    await recipients.addRecipient({ code, name: 'x', page, created: now, withdrawn: null, muted: false })
  }
  expect((await make({ name: 'one more', page })).json).toMatchObject({
    status: 400,
    detail: 'there are 1000 recipients already: delete one first',
  })
  await recipients.removeRecipient('0000000000', [])
  expect((await make({ name: 'one more', page })).status).toBe(200)
})

test('one is renamed, withdrawn and taken back, by its code in any spelling', async () => {
  const { made, change, wait, list } = shop()
  const { code } = await made('Acme')
  const changed = async (body: object) => (await change(code, body)).json as Made
  expect(await changed({ name: 'Acme, Jane Doe' })).toMatchObject({ name: 'Acme, Jane Doe', withdrawn: null })
  wait(1000)
  const withdrawn = '2026-11-22T15:45:51.123Z'
  expect(await changed({ withdrawn: true })).toMatchObject({ name: 'Acme, Jane Doe', withdrawn })
  wait(1000)
  expect(await changed({ withdrawn: true })).toMatchObject({ withdrawn }) // since then
  expect((await list()).recipients).toMatchObject([{ name: 'Acme, Jane Doe', withdrawn, state: null }])
  expect((await change(code.toUpperCase(), { withdrawn: false })).json).toMatchObject({ withdrawn: null })
  expect((await change(code, { page: 'https://you.github.io/other' })).json).toMatchObject({
    status: 400,
    detail: 'page is not a field here; there are name, withdrawn, muted',
  })
})

test.each([true, false, null])('one that is muted is told %j of it', async (muted) => {
  const { made, change, list, recipients } = shop()
  const { code } = await made('Acme')
  await change(code, { muted: true })
  expect((await change(code, { muted })).json).toMatchObject({ name: 'Acme', muted: muted === true })
  expect((await list()).recipients).toMatchObject([{ name: 'Acme', muted: muted === true }])
  expect(await recipients.recipient(code)).toMatchObject({ withdrawn: null, muted: muted === true })
})

test.each([
  ['PATCH', '', '{"name":"x"}'],
  ['DELETE', '', undefined],
  ['GET', '/qr.svg', undefined],
])('%s of a code that nobody made is answered 404', async (method, rest, body) => {
  const { send } = shop()
  for (const code of ['zzzzzzzzzz', 'no-code'])
    expect(
      (await send(method, `/recipients/${code}${rest}`, { code, ...(body !== undefined && { body }) })).json,
    ).toMatchObject({ status: 404 })
})

test('only who sees everything sees recipients', async () => {
  const { ask, headers } = shop()
  const body = JSON.stringify({ site: 'you.github.io', pages: true })
  const { json } = await ask({ route: 'POST /tokens', path: '/tokens', headers, body })
  const stats = { Authorization: `Bearer ${(json as { token: string }).token}` }
  const asked = [
    ['GET /recipients', '/recipients', {}],
    ['POST /recipients', '/recipients', {}],
    ['PATCH /recipients/{code}', '/recipients/7k2m9qxw4c', { code: '7k2m9qxw4c' }],
    ['DELETE /recipients/{code}', '/recipients/7k2m9qxw4c', { code: '7k2m9qxw4c' }],
    ['GET /recipients/{code}/qr.svg', '/recipients/7k2m9qxw4c/qr.svg', { code: '7k2m9qxw4c' }],
    ['GET /stats', '/stats?site=you.github.io&by=recipient', {}],
    ['GET /stats', '/stats?site=you.github.io&recipient=7k2m9qxw4c', {}],
  ] as const
  for (const [route, path, params] of asked) {
    expect([path, (await ask({ route, path, params, headers: stats })).status]).toEqual([path, 403])
    expect([path, (await ask({ route, path, params })).status]).toEqual([path, 401])
  }
})

test.each([
  'https://you.github.io/cv',
  'https://you.github.io/cv.pdf',
  `https://you.github.io/${'long-'.repeat(40)}cv`,
])('the QR code of %s is read back by another library, as a scan', async (at) => {
  const { made, send } = shop()
  const { code, link } = await made('Acme', at)
  const { status, headers, body } = await send('GET', `/recipients/${code}/qr.svg`, { code })
  expect({ status, type: headers['content-type'] }).toEqual({ status: 200, type: 'image/svg+xml' })
  const { data, width, height } = pixelsOf(body, 4)
  expect(jsQR(data, width, height)?.data).toBe(`${link}q`)
})

describe('what came of a link', () => {
  test('is told by its visits, without those of the owner and of others', async () => {
    const { made, list, store, recipients } = shop()
    const { code } = await made('Acme')
    const [first, second] = ['2026-11-22T10:00:00.000Z', '2026-11-22T11:00:00.000Z']
    store.visits.push(
      byLink(code, first),
      byLink(code, second, { asn: 64497, visitor: 'f123456789abcdef01234567', scanned: true }),
      byLink(code, '2026-11-22T12:00:00.000Z', { webdriver: true, visitor: null }),
      byLink('zzzzzzzzzz', '2026-11-22T13:00:00.000Z'),
      visitAt('2026-11-22T14:00:00.000Z', { page: '/cv' }),
    )
    await recipients.addFetch(
      byLink(code, '2026-11-22T09:00:00.000Z', {
        userAgent: 'Slackbot-LinkExpanding 1.0',
        fetched: true,
        asn: 64500,
      }),
    )
    const [found] = (await list()).recipients
    expect(found).toMatchObject({
      ...{ state: 'loaded', reason: 'no sign of a person', readAt: null, complete: true },
      ...{ first: '2026-11-22T09:00:00.000Z', last: '2026-11-22T12:00:00.000Z' },
      ...{ visits: 2, visitors: 2, bots: 1, scans: 1 },
      organisations: [
        { key: 'example-bank', name: 'Example Bank', kind: 'business', visits: 1 },
        { key: 'example-university', name: 'Example University', kind: 'education', visits: 1 },
      ],
      pages: [{ page: '/cv', visits: 2, seconds: null, sections: [], links: [] }],
      fetches: [{ time: '2026-11-22T09:00:00.000Z', organisation: 'Example Cloud', kind: 'hosting' }],
    })
    expect(found?.fetches[0]?.bot).toMatch(/Slackbot/)
  })

  test('is read where a report says so, with what was read', async () => {
    const { made, list, store } = shop()
    const { code } = await made('Acme')
    const engagement = (seconds: number, links: string[]) => ({
      ...{ seconds, reach: 60, acted: true, links },
      sections: [
        { name: 'intro', seconds: 2 },
        { name: 'work', seconds: seconds - 2 },
      ],
    })
    store.visits.push(
      byLink(code, '2026-11-22T10:00:00.000Z', { engagement: engagement(12, ['/cv.pdf']) }),
      byLink(code, '2026-11-22T11:00:00.000Z', { engagement: engagement(30, ['/cv.pdf', 'acme.com/jobs']) }),
    )
    expect((await list()).recipients).toMatchObject([
      {
        ...{ state: 'read', reason: 'input', readAt: '2026-11-22T10:00:00.000Z', visits: 2, visitors: 1 },
        pages: [
          {
            ...{ page: '/cv', visits: 2, seconds: 42 },
            sections: [
              { name: 'intro', seconds: 4 },
              { name: 'work', seconds: 38 },
            ],
            links: ['/cv.pdf', 'acme.com/jobs'],
          },
        ],
      },
    ])
  })

  test.each([
    [60_000, 'read', 'second page'],
    [1000, 'loaded', 'no sign of a person'],
    [31 * 60_000, 'loaded', 'no sign of a person'],
  ])('is read after a second page %d ms later: %s', async (ms, state, reason) => {
    const { made, list, store } = shop()
    const { code } = await made('Acme')
    const time = '2026-11-22T10:00:00.000Z'
    const later = new Date(Date.parse(time) + ms).toISOString()
    store.visits.push(byLink(code, time), visitAt(later, { page: '/projects', asn: 64496, visitor }))
    expect((await list()).recipients).toMatchObject([{ state, reason, visits: 1 }])
  })

  test('is asked of a period and of a site', async () => {
    const { made, list, store } = shop()
    const { code } = await made('Acme')
    await made('Other', 'https://a.example.com/')
    store.visits.push(byLink(code, '2026-11-20T10:00:00.000Z'), byLink(code, '2026-11-21T10:00:00.000Z'))
    const visits = async (query: string) => {
      const { recipients, total } = await list(query)
      return [total, recipients.map((one) => [one.name, one.visits])]
    }
    expect(await visits('?site=you.github.io&from=2026-11-21')).toEqual([1, [['Acme', 1]]])
    expect(await visits('?site=*.example.com')).toEqual([1, [['Other', 0]]])
    expect(await visits('?site=b.example.com')).toEqual([0, []])
  })

  test('is told of the newest visits alone where there are very many', async () => {
    const { made, list, store } = shop()
    const { code } = await made('Acme')
    for (let at = 0; at < 205; at++)
      store.visits.push(byLink(code, new Date(Date.UTC(2026, 10, 22) + at * 1000).toISOString()))
    expect((await list()).recipients).toMatchObject([
      { visits: 200, complete: false, first: '2026-11-22T00:00:05.000Z' },
    ])
  })
})

test('they are listed newest first, page by page', async () => {
  const { made, list, wait } = shop()
  for (const name of ['a', 'b', 'c']) {
    await made(name)
    wait(1000)
  }
  const names = ({ recipients }: List) => recipients.map(({ name }) => name)
  const first = await list('?limit=2')
  expect([names(first), first.total]).toEqual([['c', 'b'], 3])
  const rest = await list(`?limit=2&cursor=${first.cursor}`)
  expect([names(rest), rest.cursor]).toEqual([['a'], null])
  expect(await list(`?limit=2&site=you.github.io&cursor=${first.cursor}`)).toMatchObject({
    status: 400,
    field: 'cursor',
  })
})

test('a deleted recipient is forgotten: its visits stay, as those of an unknown code', async () => {
  const { made, send, store, recipients, list, ask, headers } = shop()
  const { code } = await made('Acme, Jane Doe')
  store.visits.push(byLink(code, '2026-11-22T10:00:00.000Z'))
  await recipients.addFetch(byLink(code, '2026-11-22T09:00:00.000Z', { fetched: true }))
  const visits = async (query: string) => {
    const { json } = await ask({ route: 'GET /visits', path: `/visits?${query}`, headers })
    return (json as AnswerOf<'GET /visits'>).visits.map((one) => [one.recipient, one.recipientCode])
  }
  expect(await visits(`recipient=${code}`)).toEqual([['Acme, Jane Doe', code]])
  expect(await visits('recipient=unknown')).toEqual([])
  expect((await send('DELETE', `/recipients/${code}`, { code })).status).toBe(204)
  expect((await send('DELETE', `/recipients/${code}`, { code })).status).toBe(404)
  expect([await list(), recipients.fetches]).toEqual([{ recipients: [], total: 0, cursor: null }, []])
  expect(await visits(`recipient=${code}`)).toEqual([['unknown', code]])
  expect(await visits('recipient=unknown')).toEqual([['unknown', code]])
})

describe('lists and reports by recipient', () => {
  const [jane, joe, nobody] = ['7k2m9qxw4c', '8k2m9qxw4c', 'zzzzzzzzzz']
  const open = async () => {
    const { store, recipients, ask, headers } = shop()
    for (const [code, name] of [
      [jane, 'Jane'],
      [joe, 'Joe'],
    ] as const)
      await recipients.addRecipient({
        code,
        name,
        page,
        created: '2026-11-20T00:00:00.000Z',
        withdrawn: null,
        muted: false,
      })
    store.visits.push(
      byLink(jane, '2026-11-22T10:00:00.000Z', { scanned: true }),
      byLink(joe, '2026-11-22T11:00:00.000Z', { visitor: 'f123456789abcdef01234567', fetched: true }),
      byLink(nobody, '2026-11-22T12:00:00.000Z'),
      visitAt('2026-11-22T13:00:00.000Z', { visitor }),
    )
    return { store, ask: (route: string, path: string) => ask({ route, path, headers }) }
  }

  test.each([
    [jane, ['Jane']],
    [`${joe},${jane}`, ['Joe', 'Jane']],
    [`${jane},zzzzzzzzzz`, ['unknown', 'Jane']],
    ['unknown', ['unknown']],
    [`unknown,${jane}`, ['unknown', 'Jane']],
    ['none', [null]],
    [`none,${jane}`, [null, 'Jane']],
    [`!${jane}`, [null, 'unknown', 'Joe']],
    ['!none,!unknown', ['Joe', 'Jane']],
  ])('recipient=%s finds %j', async (recipient, names) => {
    const { ask } = await open()
    const { json } = await ask('GET /visits', `/visits?recipient=${recipient}`)
    expect((json as AnswerOf<'GET /visits'>).visits.map((one) => one.recipient)).toEqual(names)
    const stats = await ask(
      'GET /stats',
      `/stats?by=day&from=2026-11-22&to=2026-11-22&recipient=${recipient}`,
    )
    expect((stats.json as AnswerOf<'GET /stats'>).totals.visits).toBe(names.length)
  })

  test.each([
    [
      '',
      [
        [jane, 'Jane', 1],
        [joe, 'Joe', 1],
      ],
    ],
    [`&recipient=${jane}`, [[jane, 'Jane', 1]]],
    [`&recipient=!${jane}`, [[joe, 'Joe', 1]]],
    ['&recipient=unknown', []],
    ['&page=/nobody', []],
    [
      '&site=you.github.io&kind=business',
      [
        [jane, 'Jane', 1],
        [joe, 'Joe', 1],
      ],
    ],
    ['&kind=education', []],
    ['&site=a.example.com', []],
    ['&bot=only', []],
  ])('by=recipient%s has a row for each link that somebody made and followed', async (query, rows) => {
    const { ask } = await open()
    const { json } = await ask('GET /stats', `/stats?by=recipient&from=2026-11-22&to=2026-11-22${query}`)
    const { by, freshness } = json as AnswerOf<'GET /stats'>
    expect(by.recipient?.values.map(({ value, name, visits }) => [value, name, visits])).toEqual(rows)
    expect(freshness.complete).toBe(true)
  })

  test('by=recipient is a table too', async () => {
    const { ask } = await open()
    const path = '/stats?by=recipient&from=2026-11-22&to=2026-11-22&format=csv'
    expect((await ask('GET /stats', path)).body).toBe(
      `value,name,visits,visitors,others\r\n"${jane}","Jane",1,1,\r\n"${joe}","Joe",1,1,\r\n`,
    )
  })

  test.each(['jane', '7k2m9qxw4', 'Acme, Jane'])('recipient=%s is refused', async (recipient) => {
    const { ask } = await open()
    expect((await ask('GET /visits', `/visits?recipient=${recipient}`)).json).toMatchObject({
      status: 400,
      field: 'recipient',
    })
  })

  test('a visit says whose link led to it, in JSON and in CSV', async () => {
    const { ask, store } = await open()
    const id = store.visits[0]?.id
    const one = await ask('GET /visits', `/visits?recipient=${jane}`)
    expect((one.json as AnswerOf<'GET /visits'>).visits).toMatchObject([
      { id, recipient: 'Jane', recipientCode: jane, scanned: true, fetched: false },
    ])
    const csv = await ask('GET /visits', `/visits?format=csv&recipient=${joe}`)
    expect(csv.body.trimEnd()).toMatch(new RegExp(`,"Joe","${joe}",false,true$`))
  })

  test('a recipient’s visits are erased by its code', async () => {
    const { ask, store } = await open()
    expect((await ask('DELETE /visits', `/visits?recipient=${jane}`)).json).toEqual({
      erased: 1,
      cursor: null,
    })
    expect(store.visits.map(({ recipient }) => recipient)).toEqual([joe, nobody, null])
  })
})
