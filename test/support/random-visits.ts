import { createHash } from 'node:crypto'
import type { Day } from '../../lambda/domain/time/day'
import type { Visit } from '../../lambda/domain/visit/visit'
import { makeVisitId } from '../../lambda/domain/visit/visit-id'
import { firefox, visitAt } from './memory/visits'
import { oneOf, random } from './random'

export interface RandomVisits {
  readonly seed: number
  readonly count: number
  /** UTC days on which they are; some at their very edges. */
  readonly days: readonly Day[]
  readonly sites?: readonly string[]
  readonly visitors?: number
  readonly pages?: number
}

const agents = [
  firefox,
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15',
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36',
  'Googlebot/2.1 (+http://www.google.com/bot.html)',
  null,
]
const asns = [null, 64496, 64496, 64497, 64498, 64499, 64500, 65000]
const countries = [null, 'DE', 'AT', 'US']
const languages = [null, 'de-DE', 'en', 'zh-CN']
const referrers = [null, null, 'www.google.com', 'news.ycombinator.com', 'a.example']
const edges = [0, 1, 3_599_999, 3_600_000, 86_399_999]

/** Visits as they may come: a visitor is a browser, at one address, on one site and UTC day, or nobody in particular. */
export function randomVisits({
  seed,
  count,
  days,
  sites = ['you.github.io'],
  visitors = 40,
  pages = 30,
}: RandomVisits): Visit[] {
  const next = random(seed)
  return Array.from({ length: count }, (_, at) => {
    const [site, day] = [oneOf(sites, next), oneOf(days, next)]
    const time = Date.parse(day) + (next() < 0.05 ? oneOf(edges, next) : Math.floor(next() * 86_400_000))
    const number = Math.floor(next() ** 2 * visitors)
    const person = random(number)
    const id = new Uint8Array(10)
    new DataView(id.buffer).setUint32(5, at + 1)
    return {
      ...visitAt(new Date(time).toISOString(), {
        site,
        page: `/${Math.floor(next() ** 3 * pages)}`,
        referrer: oneOf(referrers, next),
        userAgent: oneOf(agents, person),
        asn: oneOf(asns, person),
        country: oneOf(countries, person),
        language: oneOf(languages, person),
        visitor: number % 9 === 8 ? null : visitorOf(`${site} ${day} ${number}`),
      }),
      id: makeVisitId(time, id),
    }
  })
}

/** 24 hexadecimal digits, as visitors are. */
const visitorOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 24)
