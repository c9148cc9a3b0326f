import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { FiltersEngine, Request } from '@ghostery/adblocker'
import type { routes } from '../../lambda/api/routes'
import { beaconCode } from '../../lib/assets/beacon-code'

/** The rules of a list that many blockers use, where it lies beside the repository; it is not ours to keep. */
const list = join(__dirname, '../../../shared/data/easyprivacy-general.txt')

/** Rules of its forms: names of files and folders that counters have, on any host, and every ping to another site. */
const forms = [
  '/analytics.js',
  '/beacon.js',
  '/beacon/*',
  '/collect?',
  '/count.js',
  '/pixel.gif?',
  '/stats.js',
  '/track.gif?',
  '/tracker.js',
  '/visit.gif?',
  '/visitor.gif?',
  '$ping,third-party',
]

const rules = existsSync(list)
  ? { name: 'EasyPrivacy', text: readFileSync(list, 'utf8') }
  : { name: 'our own table, as EasyPrivacy’s list is not there', text: forms.join('\n') }

const engine = FiltersEngine.parse(rules.text)
const service = 'https://abcdefghij.execute-api.eu-west-1.amazonaws.com'
const blocks = (path: string, type: 'script' | 'xmlhttprequest' | 'image' | 'ping') =>
  engine.match(Request.fromRawDetails({ url: service + path, sourceUrl: 'https://you.github.io/cv', type }))
    .match

/** How a page asks for each open route. */
const sent: Readonly<Record<(typeof routes.record)[number], Parameters<typeof blocks> | null>> = {
  'POST /visits': ['/visits', 'xmlhttprequest'],
  'POST /visits/{id}/engagement': [
    '/visits/019aac4c-1b8b-7001-8203-040506070809/engagement',
    'xmlhttprequest',
  ],
  'GET /record': ['/record?url=https%3A%2F%2Fyou.github.io%2Fcv', 'xmlhttprequest'],
  'GET /leaf.gif': ['/leaf.gif?url=https%3A%2F%2Fyou.github.io%2Fcv', 'image'],
  'GET /l/{code}': null, // people follow it, by a link of a mail
  'HEAD /l/{code}': null,
  'GET /visitbook.js': ['/visitbook.js', 'script'],
  'GET /{asset}': ['/visitbook.0123456789abcdef.js', 'script'],
  'HEAD /visitbook.js': null, // no page asks so
  'HEAD /{asset}': null,
  'OPTIONS /{proxy+}': null, // the browser's own, for one of the others
}

describe(`by the rules of ${rules.name}`, () => {
  test.each(Object.entries(sent).filter(([, request]) => request !== null))(
    '%s is not blocked',
    (_, request) => {
      expect(blocks(...(request as Parameters<typeof blocks>))).toBe(false)
    },
  )

  test.each<Parameters<typeof blocks>>([
    ['/visits/01a20417-98d7-760a-b6b7-2acc3b7014c0/engagement', 'xmlhttprequest'],
    ['/l/7zk3mn0pqr', 'xmlhttprequest'],
  ])('%s is not blocked either', (...request) => {
    expect(blocks(...request)).toBe(false)
  })

  test.each<Parameters<typeof blocks>>([
    ['/beacon.js', 'script'],
    ['/pixel.gif?url=https%3A%2F%2Fyou.github.io%2F', 'image'],
    ['/visit.gif?url=https%3A%2F%2Fyou.github.io%2F', 'image'],
    ['/visits', 'ping'],
  ])('%s as %s would be: the rules are read', (...request) => {
    expect(blocks(...request)).toBe(true)
  })
})

test('the beacon sends a ping only where a page’s own fetch has failed', () => {
  expect(beaconCode().match(/sendBeacon/g)).toHaveLength(1)
  expect(beaconCode()).toMatch(
    /try\{[^{}]*\{method:"POST"[^{}]*\}\)\.catch\?\.\(\(\)=>\{\}\)\}catch\{[^{}]*sendBeacon/,
  )
})
