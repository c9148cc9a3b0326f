import { createHash } from 'node:crypto'
import type { Engagement } from '../../../lambda/domain/visit/engagement'
import type { Visit } from '../../../lambda/domain/visit/visit'
import { makeVisitId } from '../../../lambda/domain/visit/visit-id'
import { visitAt } from '../../support/memory/visits'
import { oneOf, random } from '../../support/random'

/** A network, a country that its people sit in, and how often it comes. */
type Origin = readonly [asn: number, country: string, weight: number]

const organisations: readonly Origin[] = [
  [14114, 'DE', 9], // SAP
  [513, 'CH', 8], // CERN
  [36459, 'US', 6], // GitHub
  [714, 'US', 5], // Apple
  [3, 'US', 4], // MIT
  [2501, 'JP', 4], // University of Tokyo
  [198573, 'DE', 4], // Siemens
  [680, 'DE', 3], // DFN
  [15169, 'IE', 3], // Google
  [31399, 'DE', 2], // Mercedes-Benz
  [1103, 'NL', 2], // SURF
  [2906, 'US', 1], // Netflix
]
const providers: readonly Origin[] = [
  [3320, 'DE', 8], // Deutsche Telekom
  [2856, 'GB', 5], // BT
  [7922, 'US', 5], // Comcast
]
const late: readonly Origin[] = [
  [73, 'US', 1], // University of Washington, for the first time in the last days
]

const pages: readonly (readonly [page: string, title: string])[] = [
  ['/', 'Ada Example'],
  ['/cv', 'Curriculum vitae'],
  ['/publications', 'Publications'],
  ['/projects/compiler', 'A small compiler'],
  ['/talks', 'Talks'],
  ['/notes/why-queues-fill', 'Why queues fill'],
  ['/contact', 'Contact'],
]
const referrers = [
  [null, null],
  ['www.linkedin.com', '/feed/'],
  ['www.google.com', '/'],
  ['github.com', '/ada-example'],
  ['news.ycombinator.com', '/item'],
  ['chatgpt.com', '/'],
] as const
const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)'
const agents: readonly (readonly [userAgent: string, screen: string])[] = [
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/142.0.0.0 Safari/537.36`, '1920x1080'],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15',
    '1728x1117',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0', '2560x1440'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1',
    '393x852',
  ],
  [`Mozilla/5.0 (Linux; Android 10; K) ${webkit} Chrome/142.0.0.0 Mobile Safari/537.36`, '412x915'],
]
const bots = [
  'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
  'Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)',
]
const languages: Readonly<Record<string, string>> = {
  DE: 'de-DE',
  CH: 'fr-CH',
  JP: 'ja',
  NL: 'nl-NL',
  GB: 'en-GB',
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

const day = 86_400_000
const hour = 3_600_000
const minute = 60_000

export interface Invention {
  readonly now: Date
  readonly site: string
  /** How often somebody came, reading one page or a few. */
  readonly readers: number
  /** How many of the organisations come; all when nothing is said. */
  readonly organisations?: number
  /** Whether pages report what was read of them; not when nothing is said. */
  readonly areReported?: boolean
}

/** Two months of an invented person's page, up to a few minutes ago: at any hour the same but for today's. */
export function inventedVisits({
  now,
  site,
  readers,
  organisations: most = organisations.length,
  areReported = false,
}: Invention): Visit[] {
  const next = random(20261122)
  const here = [...organisations.slice(0, most), ...providers]
  let made = 0
  const visit = (number: number, time: number, fields: Partial<Visit>): Visit => {
    const moment = new Date(time).toISOString()
    const visitor = digest(`${site} ${moment.slice(0, 10)} ${number}`)
      .toString('hex')
      .slice(0, 24)
    const id = makeVisitId(time, digest(`${site} ${++made}`).subarray(0, 10))
    return { ...visitAt(moment, { site, visitor, ...fields }), id }
  }
  return Array.from({ length: readers }, (_, number) => {
    const isNew = number % 29 === 7
    const age = Math.floor(isNew ? next() * 4 : next() ** 1.25 * 60)
    const moment = byDay(now.getTime(), age, next)
    const [asn, country] = weighted(isNew ? late : here, next)
    const isBot = next() < 0.12
    const [agent, screen] = oneOf(agents, () => next() ** 1.6)
    const [referrer, referrerPath] = oneOf(referrers, () => next() ** 1.3)
    const common = {
      asn: isBot ? 15169 : asn,
      ip: `${(asn % 200) + 1}.${number % 2}.113.0/24`,
      country: isBot ? 'US' : country,
      userAgent: isBot ? oneOf(bots, next) : agent,
      screen: isBot ? null : screen,
      viewport: isBot ? null : screen,
      language: isBot ? null : (languages[country] ?? 'en-US'),
    }
    const count = isBot ? 1 : 1 + Math.floor(next() ** 1.7 * 4)
    const first = Math.floor(next() ** 2.2 * pages.length)
    return Array.from({ length: count }, (_, step) => {
      const [page, title] = pages[(first + step) % pages.length] as readonly [string, string]
      const from = step === 0 ? { referrer, referrerPath } : { referrer: site, referrerPath: '/' }
      return visit(number, moment + step * 24_000, {
        ...common,
        ...(!isBot && from),
        page,
        title,
        ...(areReported && !isBot && { engagement: readingOf(`${number} ${step}`) }),
      })
    })
  }).flat()
}

/** A moment so many days ago, from six to nine in the evening by UTC; of today what has passed, or the last hours. */
function byDay(now: number, age: number, next: () => number): number {
  const midnight = now - (now % day) - age * day
  const [time, ago] = [midnight + (6 + 15 * next()) * hour, 3 * minute + 2 * hour * next()]
  return Math.floor(time < now - 3 * minute ? time : now - ago)
}

function weighted(origins: readonly Origin[], next: () => number): Origin {
  const tickets = origins.flatMap((origin) => Array<Origin>(origin[2]).fill(origin))
  return oneOf(tickets, next)
}

const sections = ['about', 'experience', 'publications', 'talks', 'contact']
const links = ['/cv.pdf', 'github.com/ada-example', 'mailto:ada@ada.example']

/** What somebody read, the same for the same text. */
function readingOf(text: string): Engagement {
  const [length = 0, far = 0, used = 0, ...times] = digest(text)
  const seconds = 2 + length
  const reach = Math.min(100, 20 + far)
  return {
    seconds,
    reach,
    acted: true,
    sections: sections
      .slice(0, Math.ceil(reach / 20))
      .map((name, at) => ({ name, seconds: Math.floor((seconds * (times[at] ?? 0)) / 256) })),
    links: used < 60 ? [links[used % links.length] as string] : [],
  }
}
