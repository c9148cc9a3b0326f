import { createHash } from 'node:crypto'
import { oneOf, random } from '../support/random'
import { setClock } from './clock'
import { type Database, openService, type Request, type Service } from './service'

interface Seeding {
  readonly database: Database
  /** Runs a command of the command line. */
  readonly visitbook: (args: readonly string[]) => Promise<unknown>
  readonly folder: string
  readonly log: string
}

/**
 * Fills an empty table through the service's own doors: visits and refusals each at its time, corrections, an imported
 * log, and rollups. Salts are put before they are needed, and every message has an id, so nothing of it is random.
 */
export async function seed({ database, visitbook, folder, log }: Seeding): Promise<Service> {
  await putSalt(database, 'IMPORT', '')
  let saltDay: string = days[0][0]
  setClock(`${saltDay}T00:00:00.000Z`)
  await putSalt(database, 'TODAY', saltDay) // opening asks for it
  const service = openService(database)
  for (const { at, request } of deliveries()) {
    setClock(at)
    const day = at.slice(0, 10)
    if (day !== saltDay) await putSalt(database, 'TODAY', day)
    saltDay = day
    await service.ask(request)
  }
  setClock('2026-11-22T13:20:00.000Z')
  await visitbook(importing(log, folder))
  for (const [at, asn, correction] of corrections) {
    setClock(at)
    await service.ask({ ask: `PATCH /organisations/${asn}`, as: 'owner', body: JSON.stringify(correction) })
    if (at === countedAt) await service.count()
  }
  return service
}

/** The command that brings a log into the table of a data folder. */
export const importing = (log: string, folder: string): string[] => [
  'import',
  'access-log',
  log,
  '--site',
  'you.github.io',
  '--data',
  folder,
]

/** What a visit's visitor is reckoned from; kept as the salt stores of the version recorded keep it. */
const putSalt = (database: Database, name: string, day: string) =>
  database.items.put({
    pk: 'SALT',
    sk: name,
    day,
    salt: createHash('sha256')
      .update(name + day)
      .digest(),
  })

/** The last correction comes later, so the day that it touches is told of as being recounted. */
const countedAt = '2026-11-22T15:30:00.000Z'
const corrections = [
  ['2026-11-22T14:00:00.000Z', 3320, { mine: true }],
  ['2026-11-22T14:30:00.000Z', 15_169, { kind: 'business', name: 'Google, corrected' }],
  [countedAt, 3, { name: 'MIT, "the" Institute', domain: 'mit.edu' }],
  ['2026-11-22T15:40:00.000Z', 714, { mine: true }],
] as const

interface Delivery {
  readonly at: string
  readonly request: Request
}

/** The visits and refusals in the order of their times. */
function deliveries(): Delivery[] {
  const next = random(11)
  const visits = days.flatMap(([day, until, count]) =>
    Array.from({ length: count }, (_, index) => visitAt(timeIn(day, until, (index + next()) / count), next)),
  )
  return [...visits, ...refusals(next)].toSorted((a, b) => (a.at < b.at ? -1 : 1))
}

/** Days, the hour in which each ends, and its visits. Some lie about the end of summer time, the last one is today. */
const days = [
  ['2026-10-19', 24, 6],
  ['2026-10-25', 24, 14],
  ['2026-11-16', 24, 10],
  ['2026-11-20', 24, 20],
  ['2026-11-21', 24, 24],
  ['2026-11-22', 13.2, 24],
] as const

/** People come in some hours only: each has rollups of its own, which the fixture would be full of. */
const busyEvery = 7

function timeIn(day: string, hours: number, share: number): number {
  const time = share * hours
  const hour = time - (time % busyEvery) + (time % 1)
  return Date.parse(`${day}T00:00:00.000Z`) + Math.floor(hour * 3_600_000)
}

function visitAt(time: number, next: () => number): Delivery {
  const below = next() < 0.3 ? 'blog.example.com' : 'you.github.io'
  const site = next() < 0.1 ? 'shop.example.com' : below
  const { agent, ...headers } = oneOf(browsers, next)
  const message = {
    id: idAt(time, next),
    page: oneOf(pages, next),
    referrer: oneOf(referrers, next),
    title: oneOf(titles, next),
    language: oneOf(['de-DE', 'en-US', 'zh-CN', 'fr', null], next),
    timeZone: oneOf(['Europe/Berlin', 'America/New_York', null], next),
    screen: oneOf(['1920x1080', '390x844'], next),
    viewport: oneOf(['1200x800', '390x664', null], next),
    webdriver: next() < 0.05,
  }
  const request = {
    ask: 'POST /visits',
    headers: { origin: `https://${site}`, referer: `https://${site}/`, 'user-agent': agent, ...headers },
    body: JSON.stringify(message),
    ip: oneOf(addresses, next),
  }
  return { at: new Date(time).toISOString(), request }
}

function refusals(next: () => number): Delivery[] {
  const origins = [
    'https://evil.example',
    'https://you.github.io',
    'null',
    'https://xn--bcher-kva.example:8443',
  ]
  const bodies = [
    { page: 'cv.html' },
    { page: '/cv.html', site: 'other.example.net' },
    { page: 7 },
    { title: 'no page' },
  ]
  return Array.from({ length: 40 }, (_, index) => {
    const [day, until] = days[index % days.length] as (typeof days)[number]
    const time = timeIn(day, until, next())
    return {
      at: new Date(time).toISOString(),
      request: {
        ask: 'POST /visits',
        headers: { origin: origins[index % 4] as string, 'user-agent': 'curl/8.5.0' },
        body: JSON.stringify({ id: idAt(time, next), ...bodies[(index >> 2) % 4] }),
      },
    }
  })
}

/** A UUIDv7 of a time. */
export function idAt(time: number, next: () => number): string {
  const digits = (length: number) =>
    Array.from({ length }, () => Math.floor(next() * 16).toString(16)).join('')
  const hex = time.toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7${digits(3)}-8${digits(3)}-${digits(12)}`
}

const pages = [
  '/',
  '/cv.html',
  '/cv.html?utm_source=mail&utm_medium=letter&utm_campaign=autumn&gclid=1',
  '/about',
  '/about/',
  '/about/index.html',
  '/r%C3%A9sum%C3%A9/',
  '/%E6%97%A5%E6%9C%AC',
  '/search?q=visitbook&page=2',
  '/projects/a%2Fb',
]
const referrers = [
  null,
  null,
  'https://www.google.com/',
  'https://www.linkedin.com/feed/',
  'https://news.ycombinator.com/item?id=1',
  'https://chatgpt.com/',
  'https://you.github.io/about',
  'https://blog.example.com/',
  'android-app://com.slack/',
  'https://bücher.example:8080/regal?seite=2',
]
const titles = ['Résumé – Ada Lovelace', 'A, "quoted" title', '=1+1', 'two\nlines', '😀', '']
const browsers: readonly Readonly<Record<string, string> & { agent: string }>[] = [
  { agent: 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0' },
  {
    agent:
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
  },
  {
    agent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1',
  },
  {
    agent:
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15',
    dnt: '1',
  },
  {
    agent:
      'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36',
  },
  { agent: 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' },
  { agent: 'curl/8.5.0' },
  { agent: '' },
]
/** Of networks whose names stay: MIT, Deutsche Telekom, Google, Cloudflare, SWITCH, CERN; and of nobody's. */
const addresses = [
  '18.9.22.169',
  '18.9.22.170',
  '80.128.1.1',
  '80.128.77.2',
  '8.8.8.8',
  '2001:4860:4860::8888',
  '1.1.1.1',
  '129.132.19.216',
  '137.138.1.1',
  '203.0.113.77',
]
