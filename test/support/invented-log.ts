/** Readers of a résumé, one in fifteen behind a network that can be named: an address, and how many of 60 views come from it. */
const readers: readonly (readonly [addresses: readonly string[], ofSixty: number])[] = [
  [
    ['17.253.144.10', '128.112.1.1', '171.64.1.1', '131.111.1.1', '69.191.1.1', '192.102.198.1', '53.0.0.1'],
    4,
  ],
  [['84.160.10.', '73.15.20.', '86.130.40.', '90.10.60.', '95.90.80.', '122.170.5.'], 46], // home lines
  [['66.249.66.1', '157.55.39.1', '3.5.140.1'], 10], // crawlers, and what runs in a data centre
]
const pages = ['/', '/', '/', '/cv.html', '/cv.html', '/publications', '/talks', '/contact', '/cv.pdf']
const referrers = [
  '-',
  '-',
  '-',
  'https://www.google.com/',
  'https://www.linkedin.com/',
  'https://news.ycombinator.com/item?id=1',
  'https://github.com/you',
]
const people = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Safari/605.1.15',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
]
const googlebot = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)'

const dayMs = 86_400_000

/** An access log of invented views, `perDay` on each of the last `days` days, the same for the same `now`. */
export function inventedLog({ now, days, perDay }: { now: Date; days: number; perDay: number }): string[] {
  const start = now.getTime() - days * dayMs
  return Array.from({ length: days * perDay }, (_, at) =>
    lineOf(at, new Date(start + Math.floor(((at + 0.5) / perDay) * dayMs))),
  )
}

function lineOf(at: number, time: Date): string {
  const [address, isCrawler] = readerOf(at)
  const agent = isCrawler ? googlebot : pick(people, at * 5 + 1)
  const request = `GET ${pick(pages, at * 7)} HTTP/1.1`
  return `${address} - - [${logTime(time)}] "${request}" 200 5120 "${pick(referrers, at * 11)}" "${agent}"`
}

function readerOf(at: number): [address: string, isCrawler: boolean] {
  const place = (at * 37) % 60 // each place once in sixty
  let before = 0
  for (const [kind, [addresses, ofSixty]] of readers.entries()) {
    before += ofSixty
    const address = pick(addresses, at)
    if (place < before) return [address.endsWith('.') ? address + (scattered(at) % 250) : address, kind === 2]
  }
  throw new Error('readers make sixty')
}

const pick = <T>(of: readonly T[], at: number): T => of[scattered(at) % of.length] as T

/** A number that looks like chance, and is the same each time. */
const scattered = (at: number): number =>
  (Math.imul(at + 1, 0x9e3779b1) ^ Math.imul(at + 7, 0x85ebca6b)) >>> 8

/** `22/Nov/2026:15:45:50 +0000`, as Apache writes it. */
function logTime(time: Date): string {
  const [, day, month, year, clock] = time.toUTCString().split(' ')
  return `${day}/${month}/${year}:${clock} +0000`
}
