import { tools } from '../../../bin/cli/mcp/tools'
import { jsonSchema } from '../../../lambda/api/json-schema'
import { apiRoutes } from '../../../lambda/api/routes'

interface Described {
  readonly type?: string
  readonly properties?: Readonly<Record<string, Described>>
  readonly items?: Described
  readonly anyOf?: readonly Described[]
  readonly enum?: readonly unknown[]
  readonly format?: string
}

/** The fields of an answer that hold text of any kind: no word of a list, no moment. */
function textsIn({ type, properties = {}, items, anyOf = [], ...rest }: Described, path = ''): string[] {
  if (type === 'string') return rest.enum || rest.format ? [] : [path]
  return [
    ...Object.entries(properties).flatMap(([name, one]) =>
      textsIn(one, path === '' ? name : `${path}.${name}`),
    ),
    ...(items ? textsIn(items, `${path}[]`) : []),
    ...anyOf.flatMap((one) => textsIn(one, path)),
  ]
}

const aboutOrganisation = ['countries[]', 'evidence']
const each = (list: string, names: readonly string[]) => names.map((name) => `${list}[].${name}`)
const { query: routes } = apiRoutes

test.each([
  [
    'who_came',
    routes['GET /organisations'],
    [...each('organisations', [...aboutOrganisation, 'note']), 'sites[].site'],
  ],
  [
    'what_they_read',
    routes['GET /organisations/{key}'],
    [
      ...aboutOrganisation,
      'note',
      'correction.name',
      'correction.domain',
      ...each('narrower', ['subject', 'name', 'domain']),
    ],
  ],
  [
    'visits',
    routes['GET /visits'],
    [
      ...each('visits', [
        'site',
        'evidence',
        'bot',
        'botOperator',
        'referrerGroup',
        'country',
        'device',
        'ip',
        'visitor',
        'region',
        'city',
        'httpVersion',
        'recipient',
        'recipientCode',
      ]),
      'cursor',
    ],
  ],
  [
    'recipients',
    routes['GET /recipients'],
    [
      ...each('recipients', ['code', 'name', 'page', 'link', 'shortLink']),
      ...each('recipients[].fetches', ['country', 'bot']),
      'cursor',
    ],
  ],
  [
    'stats',
    routes['GET /stats'],
    ['tz', 'by.*[].value', 'refusals.day[].value', 'refusals.hour[].value', 'freshness.recounting[]'],
  ],
  ['refusals', routes['GET /refusals'], each('refusals', ['route', 'field'])],
])('of every text that %s answers it is known whether strangers chose it', (name, route, ours) => {
  const { strangers = [] } = tools.find((one) => one.name === name) ?? {}
  const texts = textsIn(jsonSchema(route.answer.schema) as Described).map((path) =>
    path.replace(/^by\.\w+/, 'by.*'),
  )
  expect([...strangers, ...ours].toSorted()).toEqual([...new Set(texts)].toSorted())
})
