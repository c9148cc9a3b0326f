import type { Day } from '../../lambda/domain/time/day'
import { type Browser, browsers } from './browsers'
import { deck, oneOf, random } from './chance'
import { bots, type Origin, shares } from './origins'
import { pages, referrers } from './pages'
import { recipients } from './recipients'

/** Somebody who reads a few pages, one after the other; or a program, with no browser that says anything. */
export interface Sitting {
  /** Milliseconds since 1970. */
  readonly start: number
  readonly address: string
  readonly userAgent: string
  readonly browser: Browser | null
  readonly origin: Origin | null
  readonly referrer: string | null
  /** Code of the link that led here. */
  readonly recipient: string | null
  /** The place of each page among all pages. */
  readonly path: readonly number[]
  /** A seed of its own, so that what was read of a page does not hang on who else came. */
  readonly seed: number
}

export const days = 60

const [hour, day] = [3_600_000, 86_400_000]

/** All sittings of the sixty days up to a day, in order, the same each time. */
export function sittingsUntil(today: Day): Sitting[] {
  const last = Date.parse(today)
  const next = random(Math.floor(last / day))
  const [personAt, botAt] = [people(next), programs(next)]
  const all = Array.from({ length: days }, (_, at) => {
    const midnight = last - (days - 1 - at) * day
    return [
      ...many(peopleOn(at, next), () => personAt(midnight + (7 + 15 * next()) * hour)),
      ...many(Math.floor(next() * 3.4), () => botAt(midnight + next() * day)),
    ]
  }).flat()
  return all.toSorted((a, b) => a.start - b.start)
}

const many = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make)

/** Two to six a day; five times as many on the day on which somebody told of the page. */
const peopleOn = (at: number, next: () => number): number => {
  const usual = 2 + Math.floor(next() * 5)
  return at === days - 17 ? 5 * usual : usual
}

/** What most people read is one page, and of fifty of them only a few come from an organisation. */
function people(next: () => number) {
  const nextShare = deck(
    shares.flatMap(({ origins, ofFifty }) => {
      const nextOrigin = deck(origins, next)
      const nextLength = deck([1, 1, 1, 1, 2, 2, 3, 1, 5, 1, 4, 2], next)
      return Array.from({ length: ofFifty }, () => ({ nextOrigin, nextLength }))
    }),
    next,
  )
  let count = 0
  return (start: number): Sitting => {
    const { nextOrigin, nextLength } = nextShare()
    const [origin, length] = [nextOrigin(), nextLength()]
    const browser = oneOf(browsers, () => next() ** 1.4)
    const { code = null } = (count++ % 45 === 30 && recipients[Math.floor(count / 45) % 2]) || {}
    return {
      start: Math.floor(start),
      address: wholeAddress(origin.address, next),
      userAgent: browser.userAgent,
      browser,
      origin,
      referrer: code === null ? oneOf(referrers, next) : null,
      recipient: code,
      path: pathFrom(code === null ? Math.floor(next() ** 2.2 * pages.length) : 1, length),
      seed: Math.floor(next() * 2 ** 32),
    }
  }
}

const programs = (next: () => number) => {
  const nextBot = deck(bots, next)
  return (start: number): Sitting => {
    const { address, userAgent } = nextBot()
    return {
      start: Math.floor(start),
      address: wholeAddress(address, next),
      userAgent,
      browser: null,
      origin: null,
      referrer: null,
      recipient: null,
      path: pathFrom(Math.floor(next() * pages.length), 1),
      seed: Math.floor(next() * 2 ** 32),
    }
  }
}

const wholeAddress = (address: string, next: () => number): string =>
  address.endsWith('.') ? address + (1 + Math.floor(next() * 250)) : address

const pathFrom = (first: number, length: number): number[] =>
  Array.from({ length }, (_, step) => (first + step) % pages.length)
