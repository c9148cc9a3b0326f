import Ajv2020 from 'ajv/dist/2020'
import addFormats from 'ajv-formats'
import { openapi } from '../../lambda/api/openapi'
import { organisationsQuery } from '../../lambda/api/organisations'
import { statsQuery } from '../../lambda/api/stats'
import { parseOrganisation } from '../../lambda/domain/organisation/asked-organisation'
import { parseCorrection } from '../../lambda/domain/organisation/correction'
import { parseSubject } from '../../lambda/domain/organisation/subject'
import { parseVisitFilter } from '../../lambda/domain/report/visit-filter'
import { validate } from '../../lambda/domain/validate'
import { parseBeaconMessage } from '../../lambda/domain/visit/beacon-message'
import { scriptName } from '../../lambda/domain/visit/script-name'
import { isVisitId } from '../../lambda/domain/visit/visit-id'

interface Parameter {
  readonly name: string
  readonly schema: object
}
const { paths, components } = openapi({ version: '1.2.3', origin: 'https://visits.example' }) as {
  paths: Record<string, Record<string, { parameters?: readonly Parameter[] }>>
  components: { schemas: Record<string, object> }
}

const ajv = addFormats(new Ajv2020({ strict: false }))
for (const format of ['host', 'domain', 'http-url', 'time-zone']) ajv.addFormat(format, true)

/** Whether /openapi.json says that this may be sent. */
const isDescribed = (schema: object, value: unknown): boolean => ajv.validate(schema, value) as boolean

function isTaken(parse: () => unknown): boolean {
  try {
    return parse() !== false
  } catch {
    return false
  }
}

const id = '01a203ef-642b-7000-8000-000000000000'

/** Route, parameter, what reads it, and texts to send. */
const parameters: readonly [string, string, (text: string) => unknown, readonly string[]][] = [
  [
    'GET /visits',
    'organisation',
    (organisation) => parseVisitFilter({ organisation }),
    [
      '714',
      'AS714',
      'as1',
      '0714',
      '000',
      '0',
      '-1',
      '4294967295',
      '4294967296',
      '5000000000',
      'AS',
      '',
      '７',
    ],
  ],
  [
    'GET /organisations/{key}',
    'key',
    (key) => parseOrganisation(key, 'key'),
    [
      '1',
      '9',
      '10',
      '999999999',
      '4200000000',
      '4294967290',
      '4294967300',
      '42949672950',
      'AS0',
      'Apple',
      'a b',
      '',
    ],
  ],
  [
    'PATCH /organisations/{key}',
    'key',
    parseSubject,
    [
      '1',
      'AS0',
      'apple',
      'universität-zürich',
      '203.0.113.0-24',
      '203.0.113.0/24',
      '2001:db8::-32',
      'a/b',
      '',
    ],
  ],
  [
    'GET /visits',
    'kind',
    (kind) => parseVisitFilter({ kind }),
    ['isp', 'ISP , vpn', 'isp,isp', 'isp,', ',isp', '', ' ', 'all', 'ıSP', 'isp\tvpn', 'isp vpn'],
  ],
  [
    'GET /organisations',
    'kind',
    (kind) => validate(organisationsQuery, { kind }),
    ['all', 'All', 'isp', 'isp,all', 'everything', ''],
  ],
  [
    'GET /stats',
    'by',
    (by) => validate(statsQuery, { by }),
    ['day', 'day,page', 'day, hour', 'referrerGroup', 'REFERRERGROUP', 'day,day', 'days', 'day;page', ''],
  ],
  [
    'GET /visits',
    'country',
    (country) => parseVisitFilter({ country }),
    ['DE', 'de', 'D', 'DEU', 'ß', '', 'D1'],
  ],
  [
    'GET /visits',
    'visitor',
    (visitor) => parseVisitFilter({ visitor }),
    ['0123456789abcdef01234567', '0123456789ABCDEF01234567', '0123456789abcdef0123456', ''],
  ],
  [
    'GET /visits',
    'from',
    (from) => parseVisitFilter({ from }),
    [
      '2026-11-22',
      '2028-02-29',
      '2026-02-29',
      '0001-01-01',
      '2026-11-22T15:00:00Z',
      '2026-11-22t15:00:00.123456z',
      '1969-12-31T23:59:59-12:00',
      '2026-11-22T15:00:00',
      '2026-13-01',
      'yesterday',
      '',
    ],
  ],
  [
    'GET /visits/{id}',
    'id',
    (text) => isVisitId(text.toLowerCase()),
    [id, id.toUpperCase(), id.replace('-7', '-4'), id.replace('-8', '-c'), id.slice(1), ''],
  ],
  [
    'GET /{asset}',
    'asset',
    (asset) => scriptName.test(asset),
    [
      'visitbook.js',
      'visitbook.0123456789abcdef.js',
      'visitbook.0123.js',
      'visitbook.css',
      'é.js',
      '.js',
      '',
    ],
  ],
]

test.each(parameters)('%s ?%s takes what is described, and nothing else', (route, name, parse, texts) => {
  const [method = '', path = ''] = route.split(' ')
  const known = paths[path]?.[method.toLowerCase()]?.parameters ?? []
  const schema = known.find((one) => one.name === name)?.schema ?? {}
  const described = texts.map((text) => [text, isDescribed(schema, text)])
  expect(described).toEqual(texts.map((text) => [text, isTaken(() => parse(text))]))
  expect(new Set(described.map(([, is]) => is))).toEqual(new Set([true, false]))
})

const messages: readonly [string, (body: unknown) => unknown, readonly unknown[]][] = [
  [
    'CorrectionMessage',
    parseCorrection,
    [
      { name: 'a' },
      { name: '💼'.repeat(100) },
      { name: '💼'.repeat(101) },
      { name: '' },
      { name: ' \u0085\ufeff' },
      { name: '\u200b' },
      { name: null },
      { name: 1 },
      { kind: 'isp', mine: true },
      { kind: 'ISP' },
      { colour: 'red' },
      {},
      [],
    ],
  ],
  [
    'BeaconMessage',
    parseBeaconMessage,
    [
      { page: '/' },
      { page: '' },
      { page: 7 },
      {},
      [],
      null,
      { page: '/', id: 7, site: {}, title: [], screen: 'x', viewport: false, webdriver: 'no', canonical: 1 },
      { page: '/', colour: 'red' },
    ],
  ],
]

test.each(messages)('%s is taken as it is described', (name, parse, bodies) => {
  const schema = components.schemas[name] as object
  const described = bodies.map((body) => [body, isDescribed(schema, body)])
  expect(described).toEqual(bodies.map((body) => [body, isTaken(() => parse(body))]))
})
