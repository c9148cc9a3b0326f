import { complaintOf } from '../../../../bin/cli/import/complaint'
import { longestLine } from '../../../../bin/cli/import/files/log-file'
import { parsers } from '../../../../bin/cli/import/formats/log-format'
import { type FormatName, formatNames } from '../../../../bin/cli/import/import-choices'
import { addressOf } from '../../../../bin/cli/import/log-address'
import { pageViews } from '../../../../bin/cli/import/page-view'
import { cpuOf, isLinear } from '../../../support/linear-time'
import {
  albLine,
  caddyLine,
  clf,
  cloudfrontLine,
  iisHeader,
  iisLine,
  nginxLine,
  s3Line,
  traefikLine,
} from './sample-lines'

const pageViewOf = pageViews({ site: 'you.example', documents: [], now: 0 })

/** All that the importer does with a line. */
function read(format: FormatName, line: string): void {
  const parse = parsers[format]()
  if (format === 'iis') for (const one of iisHeader) parse(one)
  const entry = parse(line)
  if (entry === null) return
  addressOf(entry, 'client')
  addressOf(entry, 'forwarded')
  pageViewOf(entry)
}

const units = [
  ' ',
  '-',
  '- ',
  '"',
  String.raw`\"`,
  '\\',
  String.raw`\x41`,
  '[',
  '] ',
  '[1',
  ' [12345678901234567890] "',
  ' [17/May/2015:10:05:03 +0000] "',
  'a b ',
  '1.2.3.4, ',
  '1.2.3.4 ',
  '2001:db8::7 ',
  '1:',
  ':',
  '.',
  '/',
  '%',
  '%25',
  '%2520',
  '\t',
  'ü',
  '{"a":',
  '[[',
  '"a":"b",',
  ' HTTP/1.1',
  'http://',
]

type Write = (text: string) => string
const whole: Write = (text) => text
const written: Readonly<Record<string, Write>> = {
  'the address': (text) => clf({ from: text }),
  'the user': (text) => clf({ from: `203.0.113.7 - ${text}` }),
  'the host': (text) => clf({ from: `you.example ${text}` }),
  'the method': (text) => clf({ request: text }),
  'the path': (text) => clf({ request: `GET /${text} HTTP/1.1` }),
  'the whole address': (text) => clf({ request: `GET http://${text} HTTP/1.1` }),
  'the length': (text) => clf({ length: text }),
  'the agent': (text) => clf({ agent: `"${text}"` }),
  'the end': (text) => clf({ more: ` "${text}` }),
}

/** Where in a line a stranger’s text stands. */
const places: Readonly<Record<FormatName, Readonly<Record<string, Write>>>> = {
  combined: written,
  vhost: written,
  common: written,
  'vhost-common': written,
  caddy: {
    object: (text) => `{${text}`,
    host: (host) => caddyLine({ host }),
    path: (uri) => caddyLine({ uri }),
  },
  traefik: { object: (text) => `{${text}`, path: (text) => traefikLine({ RequestPath: text }) },
  'nginx-json': {
    object: (text) => `{${text}`,
    request: (text) => nginxLine({ request: `GET /${text}` }),
    time: (text) => nginxLine({ time_iso8601: text }),
    forwarded: (text) => nginxLine({ http_x_forwarded_for: text }),
  },
  cloudfront: {
    columns: (text) => `#Fields: ${text}`,
    agent: (agent) => cloudfrontLine({ agent }),
    path: (path) => cloudfrontLine({ path }),
  },
  s3: { request: (request) => s3Line({ request }), agent: (text) => s3Line({ agent: `"${text}` }) },
  alb: { client: (client) => albLine({ client }), agent: (agent) => albLine({ agent }) },
  iis: { columns: (text) => `#Fields: ${text}`, agent: (agent) => iisLine({ agent }) },
}

const short = 4096
const times = longestLine / short // 16 times as long: quadratic work would take 256 times as long
const nothing = 3000 // microseconds: less cannot be told from nothing

/** Whether the time to read a line grows with its length. What takes no time to speak of is not measured further. */
const isLinearIn = (act: (line: string) => void, lineOf: (length: number) => string): boolean =>
  isLinear(() => {
    const [few, many] = [lineOf(short), lineOf(longestLine)]
    if (cpuOf(() => act(many), 1) < nothing) return true
    const long = cpuOf(() => act(many))
    const tenShort = cpuOf(() => {
      for (let run = 0; run < 10; run += 1) act(few)
    })
    return long < nothing || long < 6 * times * (tenShort / 10)
  })

const repeated = (unit: string) => (length: number) => unit.repeat(length / unit.length)

describe.each(formatNames)('a parser for format %s', (format) => {
  test.each(Object.entries({ line: whole, ...places[format] }))(
    'takes time that grows with a line, whatever stands in %s',
    (_, write) => {
      const isFast = (unit: string) =>
        isLinearIn(
          (line) => read(format, line),
          (length) => write(repeated(unit)(length)).slice(0, length),
        )
      expect(units.filter((unit) => !isFast(unit))).toEqual([])
    },
  )
})

test('a complaint takes time that grows with its line', () => {
  const complain = (line: string) => complaintOf('access.log', 1, line)
  expect(units.filter((unit) => !isLinearIn(complain, repeated(unit)))).toEqual([])
})

test('the check has been seen to fail: a pattern that begins at each bracket anew is not linear', () => {
  const unit = `[${' '.repeat(63)}`
  expect(isLinearIn((line) => /\[[^\]]*\]/.test(line), repeated(unit))).toBe(false)
})
