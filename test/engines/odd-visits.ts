import { clean, cut } from '../../lambda/domain/text'
import type { Engagement } from '../../lambda/domain/visit/engagement'
import type { Visit } from '../../lambda/domain/visit/visit'
import { oneOf, random } from '../support/random'
import { type RandomVisits, randomVisits } from '../support/random-visits'

/** Text that engines have been seen to read in different ways: empty, quoted, right to left, of several code points. */
const texts = [
  null,
  '',
  "it's",
  '"quoted"',
  '`tick` \\ back',
  'שלום עולם',
  'مرحبا',
  '👩🏽‍💻 🏳️‍🌈',
  'e\u0301 and é',
  'tab\tand\nline',
  '%2A NULL null',
  'ﬀ ǆ ß İ ı',
  '￿ and 𐀀', // UTF-16 and UTF-8 sort these in different orders
]

/** The largest number of a network, and others at edges of types. */
const numbers = [4_294_967_295, 2_147_483_648, 2_147_483_647, 65_535, 0]

/** Random visits of which one in three has something odd. */
export function oddVisits(asked: RandomVisits): Visit[] {
  const next = random(asked.seed)
  return randomVisits(asked).map((visit) => {
    if (next() > 1 / 3) return visit
    return {
      ...visit,
      page: `/${oneOf(texts, next) ?? ''}`,
      title: oneOf(texts, next),
      utmSource: oneOf(texts, next),
      utmCampaign: oneOf(texts, next),
      referrer: next() < 0.5 ? visit.referrer : 'xn--bcher-kva.example',
      city: oneOf(texts, next),
      asn: next() < 0.5 ? visit.asn : oneOf(numbers, next),
      assets: oneOf([null, true, false], next),
      reverseDomain: next() < 0.1 ? 'firm.example' : null,
      mine: next() < 0.1 ? true : null,
      engagement: next() < 0.5 ? null : oddEngagement(next),
      recipient: oneOf([null, null, '7k2m9qxw4c', '0000000000', '8e00000000'], next), // engines take some for numbers
      scanned: next() < 0.3,
      fetched: next() < 0.1,
    }
  })
}

/** What was read, with odd names, as they are once they have been cleaned at the door. */
function oddEngagement(next: () => number): Engagement {
  const seconds = Math.floor(next() * 5000)
  const names = new Set(texts.flatMap((text) => cut(clean(text ?? ''), 40) || []))
  const some = <T>(all: Iterable<T>) => [...all].filter(() => next() < 0.3)
  return {
    seconds,
    reach: Math.floor(next() * 101),
    acted: next() < 0.5,
    sections: some(names).map((name) => ({ name, seconds: Math.floor(next() * (seconds + 1)) })),
    links: some(names).map((name) => `acme.example/${name}`),
  }
}
