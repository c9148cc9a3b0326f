import { botOf } from '../../lambda/domain/describe/bot'
import { deviceOf } from '../../lambda/domain/describe/device'
import { InvalidInput } from '../../lambda/domain/errors'
import { refusalRecord } from '../../lambda/domain/refusal/refusal-record'
import { clean, cut } from '../../lambda/domain/text'
import { parseBeaconMessage } from '../../lambda/domain/visit/beacon-message'
import { canonicalHost, hostOf, parseUrl } from '../../lambda/domain/visit/host'
import { requireListedOrigin } from '../../lambda/domain/visit/origin-check'
import { campaignOf, pathOf } from '../../lambda/domain/visit/page'
import { parseReferrer } from '../../lambda/domain/visit/referrer'
import { parseVisit } from '../../lambda/domain/visit/visit'
import { cpuOf, isLinear } from '../support/linear-time'
import { visitAt } from '../support/memory/visits'

/** Ideographs, no two alike, for which a host's rules take longest. @param length in bytes of UTF-8, as of all of these */
const han = (length: number) =>
  Array.from({ length: length / 3 }, (_, at) => String.fromCodePoint(0x4e00 + ((at * 7919) % 20_000))).join(
    '',
  )
/** Two marks on one letter, to be put in order again and again. */
const marks = (length: number) => `a${'\u0301\u0323'.repeat(length / 4)}`
const percents = (length: number) => '%C3%A9'.repeat(length / 6)
const blanks = (length: number) => ' '.repeat(length)
const pairs = (length: number) => 'a=%&'.repeat(length / 4)

const arrival = {
  host: 'you.github.io',
  sites: ['you.github.io'],
  now: new Date('2026-11-22T15:45:50.123Z'),
  random: new Uint8Array(10),
  userAgent: '',
}
const quietly = (act: () => unknown) => {
  try {
    act()
  } catch {}
}
const refusal = new InvalidInput('page is required', 'page')
const context = { now: arrival.now, route: 'POST /visits', from: 'you.github.io' }

/** Everything that reads text from outside, and the texts that it takes longest for. */
const parsers: Readonly<
  Record<string, readonly [(text: string) => unknown, ...((length: number) => string)[]]>
> = {
  'the origin': [
    (text) => requireListedOrigin(arrival.sites, { origin: `https://${text}` }),
    han,
    marks,
    percents,
  ],
  'the referer': [
    (text) => requireListedOrigin(arrival.sites, { referer: `https://you.github.io/${text}` }),
    han,
    percents,
  ],
  'a host': [canonicalHost, han, marks, blanks],
  'an address': [(text) => hostOf(`https://${text}`), han, marks, blanks],
  'an address of another scheme': [(text) => parseUrl(`android-app:${text}`), han, marks],
  'a referrer’s host': [(text) => parseReferrer(`https://${text}/`), han, marks, percents],
  'a referrer’s path': [(text) => parseReferrer(`https://a.example/${text}`), han, percents, blanks],
  'a page': [(text) => pathOf(`/${text}`), han, percents, blanks],
  'a campaign': [(text) => campaignOf(`/?utm_source=${text}`), han, percents, pairs],
  'text to clean': [
    clean,
    han,
    blanks,
    (length) => '\ud800'.repeat(length / 3),
    (length) => '\n '.repeat(length / 2),
  ],
  'text to cut': [(text) => cut(text, 100), han, blanks],
  'a message’s site': [(text) => parseVisit({ page: '/', site: text }, arrival), han, marks],
  'a message’s canonical address': [
    (text) => parseVisit({ page: '/', canonical: `https://${text}` }, arrival),
    han,
    marks,
  ],
  'a message’s referrer': [
    (text) => parseVisit({ page: '/', referrer: `https://${text}` }, arrival),
    han,
    marks,
  ],
  'every field of a message': [
    (text) =>
      parseBeaconMessage(
        Object.fromEntries(
          ['id', 'site', 'canonical', 'referrer', 'title', 'language', 'timeZone', 'screen', 'viewport']
            .map((name) => [name, text])
            .concat([['page', `/${text}`]]),
        ),
      ),
    han,
    blanks,
    (length) => '1x'.repeat(length / 2),
  ],
  'a user agent': [
    (userAgent) => [
      deviceOf(userAgent.slice(0, 256)),
      botOf(visitAt('2026-11-22T15:45:50Z', { userAgent: userAgent.slice(0, 256) }), null),
    ],
    han,
    (length) => 'Mozilla/5.0 ('.repeat(length / 13),
    (length) => 'bot compatible; '.repeat(length / 16),
  ],
  'a refusal’s message': [
    (text) => refusalRecord(refusal, { ...context, message: { site: text, page: `/${text}` } }),
    han,
    marks,
    percents,
  ],
}

/** CPU of reading five texts, each another, so that none is remembered. */
const cpuOfFive = (parse: (text: string) => unknown, text: string) => {
  let run = 0
  return cpuOf(() => {
    for (const last = run + 5; run < last; run += 1) quietly(() => parse(`${text}${run}`))
  })
}

const sizes = [1, 2, 4, 8, 16, 32, 64]
/** How many times the CPU of a shorter text's kilobyte one of a longer text may take. By the square of the length it is 8 from 1 to 8 KB. */
const most = 4
/** Microseconds for a kilobyte below which a clock tells nothing. */
const floor = 200

const rows = Object.entries(parsers).flatMap(([name, [parse, ...worst]]) =>
  worst.map((text, at) => [`${name} (${at + 1})`, parse, text] as const),
)

/** Looks at one length after the other, and at no longer one once a kilobyte has taken too much. */
function growsTooMuch(parse: (text: string) => unknown, text: (length: number) => string): boolean {
  let least = Number.POSITIVE_INFINITY
  return sizes.some((size) => {
    const perKilobyte = cpuOfFive(parse, text(size * 1024)) / size
    least = Math.min(least, perKilobyte)
    return perKilobyte >= most * Math.max(floor, least)
  })
}

test.each(rows)('%s takes time by its length and no more, from 1 to 64 KB', (_, parse, text) => {
  expect(isLinear(() => !growsTooMuch(parse, text))).toBe(true)
})

test('the check has been seen to fail: what begins at each character anew is not linear', () => {
  const anew = (text: string) => /a+b/.test(text)
  expect(isLinear(() => !growsTooMuch(anew, (length) => 'a'.repeat(length / 10)))).toBe(false)
})
