import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { sourceOf } from './support/source/source'

const root = join(__dirname, '..')

/** Who may import whom: the files of a part, and what they may see, by path in the repository or by package name. */
interface Rule {
  readonly part: string
  readonly files: RegExp
  readonly sees: RegExp
  /** What it may see as types alone, so that nothing of it is in what runs. */
  readonly asTypes?: RegExp
}

/** The first rule whose files match holds for a file. */
const rules: readonly Rule[] = [
  // Two pure packages know the user agents of the world.
  {
    part: 'the judge of bots',
    files: /^lambda\/domain\/(\w+\/)?bot\.ts$/,
    sees: /^lambda\/domain\/|^isbot$/,
  },
  {
    part: 'the judge of devices',
    files: /^lambda\/domain\/(\w+\/)?device\.ts$/,
    sees: /^lambda\/domain\/|^my-ua-parser$/,
  },
  { part: 'the keyed hash', files: /^lambda\/domain\/hmac\.ts$/, sees: /^node:crypto$/ },
  { part: 'domain', files: /^lambda\/domain\//, sees: /^lambda\/domain\/|^valibot$/ },
  {
    part: 'http',
    files: /^lambda\/http\//,
    sees: /^lambda\/(http|domain)\/|^lambda\/contract$|^(valibot|csv-stringify\/sync|uqr|node:(crypto|zlib)|aws-lambda)$/,
  },
  {
    part: 'api',
    files: /^lambda\/api\//,
    sees: /^lambda\/(api|http|domain)\/|^lambda\/contract$|^(valibot|@valibot\/to-json-schema)$/,
  },
  {
    part: 'reports',
    files: /^lambda\/reports\//,
    sees: /^lambda\/(reports|domain)\/|^lambda\/store\/(visit|refusal|rollup|recipient)-store$/,
  },
  {
    part: 'the archive',
    files: /^lambda\/archive\//,
    sees: /^lambda\/(archive|domain)\/|^lambda\/store\/(visit|archive)-store$|^node:(crypto|zlib)$|^hyparquet(-writer)?$/,
  },
  {
    part: 'counting’s client of Lambda',
    files: /^lambda\/counting\/aws\//,
    sees: /^lambda\/counting\/shards\/sharding$|^@aws-sdk\/client-lambda$/,
  },
  {
    part: 'counting from the archive',
    files: /^lambda\/counting\/archived\//,
    sees: /^lambda\/(counting|domain)\/|^lambda\/archive\/(archive-files|part-facts|visit-of-row)$|^lambda\/store\/(rollup|archive|shard)-store$/,
  },
  {
    part: 'counting',
    files: /^lambda\/counting\//,
    sees: /^lambda\/(counting|reports|domain)\/|^lambda\/archive\/archive$|^lambda\/store\/(visit|refusal|rollup|archive|shard|outbox)-store$/,
  },
  // Its clients of AWS are in a folder of their own.
  {
    part: 'the fuse',
    files: /^lambda\/fuse\/[\w-]+\.ts$/,
    sees: /^lambda\/(fuse|counting|domain)\/|^lambda\/contract$|^lambda\/store\/(visit|rollup|fuse)-store$/,
  },
  {
    part: 'the fuse’s clients',
    files: /^lambda\/fuse\/aws\//,
    sees: /^lambda\/fuse\/message$|^lambda\/contract$|^@aws-sdk\/client-(apigatewayv2|cloudwatch|sns)$/,
  },
  {
    part: 'the ways of messages',
    files: /^lambda\/messages\/ways\//,
    sees: /^lambda\/(messages|domain)\/(?!aws\/)|^lambda\/contract$|^node:(crypto|dns|https?|net|url)$/,
  },
  {
    part: 'the clients of messages',
    files: /^lambda\/messages\/aws\//,
    sees: /^lambda\/(messages\/[\w-]+|domain\/[\w/-]+|contract)$|^@aws-sdk\/client-(scheduler|sns|sesv2)$/,
  },
  {
    part: 'messages',
    files: /^lambda\/messages\//,
    sees: /^lambda\/(messages|reports|domain)\/|^lambda\/contract$|^lambda\/store\/([\w-]+-store|table-change)$/,
  },
  {
    part: 'handlers',
    files: /^lambda\/handlers\//,
    sees: /^lambda\/(handlers|counting|reports|api|http|domain)\/|^lambda\/contract$|^lambda\/store\/(visit|wildcard|correction|salt|refusal|rollup|recipient|outbox|token|fuse|archive)-store$|^node:crypto$/,
  },
  {
    part: 'network',
    files: /^lambda\/network\//,
    sees: /^lambda\/(network|domain)\/|^lambda\/contract$|^lambda\/store\/(visit|salt)-store$|^node:(crypto|net|fs|path|dns\/promises)$|^tldts$/,
  },
  // The record path at its limit: Node's own modules and nothing else, see lambda/store/light/client.ts.
  {
    part: 'the light DynamoDB client',
    files: /^lambda\/store\/light\//,
    sees: /^lambda\/(domain|store\/light)\/|^lambda\/(contract|environment)$|^lambda\/store\/(item-table|keys)$|^node:(crypto|fs|net|path|tls)$/,
  },
  {
    part: 'items',
    files: /^lambda\/store\/items\//,
    sees: /^lambda\/(domain|store\/items)\/|^lambda\/(contract|store\/[\w-]+)$|^node:(crypto|zlib)$/,
  },
  {
    part: 'the DynamoDB adapter',
    files: /^lambda\/store\/dynamo\//,
    sees: /^lambda\/(store|domain)\/|^lambda\/contract$|^@aws-sdk\/(client|lib)-dynamodb$|^@smithy\/core\/retry$|^node:(crypto|timers\/promises)$/,
  },
  {
    part: 'the bucket of the archive',
    files: /^lambda\/store\/s3\//,
    sees: /^lambda\/archive\/archive-files$|^lambda\/domain\/errors$|^@aws-sdk\/client-s3$/,
  },
  {
    part: 'store',
    files: /^lambda\/store\/[\w-]+\.ts$/,
    sees: /^lambda\/domain\/|^lambda\/(contract|store\/[\w-]+)$/,
  },
  { part: 'contract', files: /^lambda\/contract\.ts$/, sees: /^$/ },
  { part: 'environment', files: /^lambda\/environment\.ts$/, sees: /^lambda\/contract$/ },
  { part: 'entries', files: /^lambda\/[\w-]+\.ts$/, sees: /^lambda\/|^node:|^package\.json$/ },
  // What is a site, a zone and an address must mean the same at synth and at run time.
  {
    part: 'the settings sites, zone and mine',
    files: /^lib\/settings\/(site|zone|mine)-setting\.ts$/,
    sees: /^lambda\/(contract|domain\/(\w+\/)?(site-list|zone|address-range))$|^(?!(lambda|local|bin|web|bench|test)\/)/,
  },
  // It writes what the functions read: the shape of the file is theirs.
  {
    part: 'the network table',
    files: /^lib\/assets\/network-table\//,
    sees: /^lib\/assets\/(network-table\/|fetched-packages$)|^lambda\/(domain\/(organisation\/|ipv6$)|network\/(address|address-number|table-format)$)|^node:/,
  },
  // It describes the files that the functions write: their columns are the archive's.
  {
    part: 'the tables of the archive',
    files: /^lib\/archive-tables\.ts$/,
    sees: /^lambda\/(contract|archive\/(visit|network)-columns)$|^aws-cdk-lib(\/|$)|^constructs$/,
  },
  // It lets through the changes of the items that the functions write: their attributes are the store's.
  {
    part: 'what wakes the notify function',
    files: /^lib\/notify\/changes\.ts$/,
    sees: /^lambda\/store\/items\/stream-filter$|^aws-cdk-lib(\/|$)|^constructs$/,
  },
  // The pages are told apart by their languages, and say before their script runs that they need one.
  {
    part: 'what makes the dashboard',
    files: /^lib\/assets\/dashboard\.ts$/,
    sees: /^web\/dashboard\/words\/|^lambda\/contract$|^(?!(lambda|local|bin|web|bench|test)\/)/,
  },
  // What the stack tells to paste is what dashboard and doctor tell.
  {
    part: 'the snippets',
    files: /^lib\/assets\/beacon-snippet\.ts$/,
    sees: /^lambda\/(contract|domain\/visit\/beacon-tag)$|^lib\/assets\/released-beacons$|^node:crypto$/,
  },
  {
    part: 'lib',
    files: /^lib\//,
    sees: /^lambda\/(contract|api\/routes)$|^(?!(lambda|local|bin|web|bench|test)\/)/,
  },
  // It shares shapes with the functions, and of code when days begin, how filters are written, what is trouble, what a page needs and what a sitting is: what a browser gets stays small.
  {
    part: 'the dashboard',
    files: /^web\/dashboard\//,
    sees: /^web\/|^lambda\/(domain|http|api)\/|^(#words|preact(\/hooks)?|uplot)$/,
    asTypes:
      /^lambda\/(?!domain\/(time\/(day|zone)|report\/(filter-list|trouble)|visit\/(beacon-tag|sitting)|describe\/described-sitting)$)/,
  },
  { part: 'web', files: /^web\//, sees: /^web\/|^lambda\/domain\// },
  // It measures what is deployed, on stages that tests have, and may take any package for a baseline.
  {
    part: 'bench',
    files: /^bench\//,
    sees: /^(bench|lambda|lib)\/|^bin\/cli\/import\/|^local\/(engine\/(database|engine|engine-process)|functions|server)$|^test\/(support|store|web)\/(?!.*\.test$)|^(?!(bin|local|web|test)\/)/,
  },
  // What a person starts wires everything that is deployed, and never what measures or tests it.
  { part: 'what a person starts', files: /^(bin|local)\//, sees: /^(?!(bench|test)\/)/ },
]

/** The rooms of the domain, with the folders in them: each sees those after it, and what lies in none of them. */
const rooms = [
  'message',
  'fuse',
  'token',
  'refusal',
  'report',
  'recipient',
  'rollup',
  'count',
  'describe',
  'organisation',
  'visit',
  'time',
  '',
]
const roomOf = (path: string): number =>
  rooms.indexOf(/^lambda\/domain\/(?:(\w+)\/(?:\w+\/)?)?[\w-]+(\.ts)?$/.exec(path)?.[1] ?? '')

/** Who alone may write a text. */
const authors: readonly { readonly text: RegExp; readonly author: string }[] = [
  { text: /SITE#|VISIT#|REFUSALS#/, author: 'lambda/store/keys.ts' },
  { text: /^(TABLE_NAME|RETENTION_DAYS|RESPECT_GPC|TOKENS)$/, author: 'lambda/contract.ts' },
]

const unwanted = /(^|\/)index\.tsx?$|(^|\/)(src|utils?|helpers?|common|types)\//

/** What is wrong with a file of ours. */
function faultsOf(file: string, code: string): string[] {
  const { imports, values, texts } = sourceOf(code, { tsx: file.endsWith('.tsx') })
  const placed = (name: string) => (name.startsWith('.') ? normalize(join(dirname(file), name)) : name)
  const seen = imports.map(placed)
  const rule = rules.find(({ files }) => files.test(file))
  return [
    ...seen
      .filter((one) => rule !== undefined && !rule.sees.test(one))
      .map((one) => `${rule?.part} imports ${one}`),
    ...values
      .map(placed)
      .filter((one) => rule?.asTypes?.test(one))
      .map((one) => `${rule?.part} imports ${one}, and not as a type`),
    ...(file.startsWith('lambda/domain/') ? seen : [])
      .filter((one) => one.startsWith('lambda/domain/') && roomOf(one) < roomOf(file))
      .map((one) => `the room of ${file} is below that of ${one}`),
    ...authors.flatMap(({ text, author }) =>
      file === author
        ? []
        : texts.filter((one) => text.test(one)).map((one) => `writes '${one}', as ${author} does`),
    ),
    ...(unwanted.test(file) ? ['has a name that says nothing'] : []),
  ]
}

const folders = ['bin', 'lib', 'lambda', 'web', 'local', 'bench'].filter((name) =>
  existsSync(join(root, name)),
)
const paths = folders.flatMap((name) =>
  readdirSync(join(root, name), { recursive: true }).map((path) => join(name, String(path))),
)
const files = paths.filter((path) => /\.tsx?$/.test(path)).toSorted()

test.each(files)('%s imports what it may see', (file) => {
  expect(faultsOf(file, readFileSync(join(root, file), 'utf8'))).toEqual([])
})

test('every rule has files that it holds for', () => {
  const parts = rules.filter(({ files: of }) => !files.some((file) => of.test(file))).map(({ part }) => part)
  expect(parts).toEqual([])
})

test.each([
  ['lambda/domain/visit.ts', "import { createHash } from 'node:crypto'", 'domain imports node:crypto'],
  [
    'lambda/domain/visit/visit.ts',
    "import { botOf } from '../describe/bot'",
    'the room of lambda/domain/visit/visit.ts is below that of lambda/domain/describe/bot',
  ],
  [
    'lambda/domain/text.ts',
    "import type { Visit } from './visit/visit'",
    'the room of lambda/domain/text.ts is below that of lambda/domain/visit/visit',
  ],
  [
    'lambda/domain/visit.ts',
    "import type { Request } from '../http/request'",
    'domain imports lambda/http/request',
  ],
  [
    'lambda/domain/visit.ts',
    "import { type Request } from '../http/request'",
    'domain imports lambda/http/request',
  ],
  [
    'lambda/domain/visit.ts',
    "type Request = import('../http/request').Request",
    'domain imports lambda/http/request',
  ],
  ['lambda/domain/visit.ts', "export * from '../contract'", 'domain imports lambda/contract'],
  ['lambda/domain/visit.ts', "export { routes } from '../contract'", 'domain imports lambda/contract'],
  ['lambda/domain/visit.ts', "import '../contract'", 'domain imports lambda/contract'],
  ['lambda/domain/visit.ts', "const load = () => import('../contract')", 'domain imports lambda/contract'],
  ['lambda/domain/visit.ts', 'const load = () => import(`../contract`)', 'domain imports lambda/contract'],
  ['lambda/domain/visit.ts', 'const load = (name: string) => import(name)', 'domain imports ?'],
  ['lambda/domain/visit.ts', "const fs = require('fs')", 'domain imports fs'],
  ['lambda/domain/visit.ts', "const path = require.resolve('fs')", 'domain imports fs'],
  ['lambda/domain/visit.ts', "import fs = require('fs')", 'domain imports fs'],
  [
    'lambda/domain/visit.ts',
    "import * as v from './../domain/../../node_modules/valibot'",
    'domain imports node_modules/valibot',
  ],
  [
    'lambda/handlers/list-visits.ts',
    "import { dynamoQueryStore } from '../store/dynamo/query-store'",
    'handlers imports lambda/store/dynamo/query-store',
  ],
  [
    'lambda/handlers/list-visits.ts',
    "import { visitKey } from '../store/keys'",
    'handlers imports lambda/store/keys',
  ],
  [
    'lambda/handlers/list-visits.ts',
    "import { identifier } from '../network/visitor'",
    'handlers imports lambda/network/visitor',
  ],
  [
    'lambda/handlers/list-visits.ts',
    "import { GetCommand } from '@aws-sdk/lib-dynamodb'",
    'handlers imports @aws-sdk/lib-dynamodb',
  ],
  [
    'lambda/http/api.ts',
    "import type { QueryStore } from '../store/visit-store'",
    'http imports lambda/store/visit-store',
  ],
  [
    'lambda/http/api.ts',
    "import { listVisits } from '../handlers/list-visits'",
    'http imports lambda/handlers/list-visits',
  ],
  [
    'lambda/store/items/visit-item.ts',
    "import { GetCommand } from '@aws-sdk/lib-dynamodb'",
    'items imports @aws-sdk/lib-dynamodb',
  ],
  [
    'lambda/store/keys.ts',
    "import { settled } from './dynamo/client'",
    'store imports lambda/store/dynamo/client',
  ],
  [
    'lambda/store/light/item-table.ts',
    "import { PutCommand } from '@aws-sdk/lib-dynamodb'",
    'the light DynamoDB client imports @aws-sdk/lib-dynamodb',
  ],
  [
    'lambda/store/items/salt-store.ts',
    "import { conditional } from '../dynamo/client'",
    'items imports lambda/store/dynamo/client',
  ],
  [
    'lambda/store/dynamo/client.ts',
    "import type { Answer } from '../../http/response'",
    'the DynamoDB adapter imports lambda/http/response',
  ],
  [
    'lambda/network/visitor.ts',
    "import { dynamoSaltStore } from '../store/items/salt-store'",
    'network imports lambda/store/items/salt-store',
  ],
  [
    'lambda/query.ts',
    "import { QueryCommand } from '@aws-sdk/lib-dynamodb'",
    'entries imports @aws-sdk/lib-dynamodb',
  ],
  ['lambda/query.ts', "import { gateway } from '../local/gateway'", 'entries imports local/gateway'],
  ['lib/visit-table.ts', "import { siteKey } from '../lambda/store/keys'", 'lib imports lambda/store/keys'],
  [
    'lib/visit-table.ts',
    "import { parseSite } from '../lambda/domain/site-list'",
    'lib imports lambda/domain/site-list',
  ],
  ['web/beacon.ts', "import { routes } from '../lambda/contract'", 'web imports lambda/contract'],
  [
    'lambda/store/visit-item.ts',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is code
    'const key = `SITE#${site}`',
    "writes 'SITE#', as lambda/store/keys.ts does",
  ],
  ['bin/visitbook.ts', "const sk = 'VISIT#' + id", "writes 'VISIT#', as lambda/store/keys.ts does"],
  [
    'lib/visit-table.ts',
    "const name = process.env['TABLE_NAME']",
    "writes 'TABLE_NAME', as lambda/contract.ts does",
  ],
  [
    'web/dashboard/kind.ts',
    "import { kinds } from '../../lambda/domain/organisation'",
    'the dashboard imports lambda/domain/organisation, and not as a type',
  ],
  [
    'web/dashboard/kind.ts',
    "import { type Kind } from '../../lambda/domain/organisation'",
    'the dashboard imports lambda/domain/organisation, and not as a type',
  ],
  [
    'web/dashboard/kind.ts',
    "export { kinds } from '../../lambda/domain/organisation'",
    'the dashboard imports lambda/domain/organisation, and not as a type',
  ],
  ['web/dashboard/chart.tsx', "import * as v from 'valibot'", 'the dashboard imports valibot'],
  [
    'web/dashboard/chart.tsx',
    "import type { Visit } from '../../lambda/store/visit-store'\nconst bar = <b>{1}</b>",
    'the dashboard imports lambda/store/visit-store',
  ],
  ['lib/visit-table.ts', "import { monthOf } from '../bench/bill'", 'lib imports bench/bill'],
  ['local/server.ts', "import { monthOf } from '../bench/bill'", 'what a person starts imports bench/bill'],
  [
    'bin/cli/visits.ts',
    "import { visitOf } from '../../test/support/visits'",
    'what a person starts imports test/support/visits',
  ],
  ['bench/report.ts', "import '../test/web/beacon.test'", 'bench imports test/web/beacon.test'],
  ['bench/report.ts', "import { start } from '../local/start'", 'bench imports local/start'],
  ['bench/report.ts', "import { Bar } from '../web/dashboard/bar'", 'bench imports web/dashboard/bar'],
  ['lambda/handlers/index.ts', '', 'has a name that says nothing'],
  ['lambda/utils/text.ts', '', 'has a name that says nothing'],
  ['src/visit.ts', '', 'has a name that says nothing'],
])('the check has been seen to fail: %s with %s', (file, code, fault) => {
  expect(faultsOf(file, code)).toEqual([fault])
})

test.each([
  ['lambda/domain/visit.ts', "import * as v from 'valibot'\nimport { cut } from './text'"],
  ['lambda/domain/visit.ts', "// import fs from 'fs', 'SITE#'\nconst text = \"import fs from 'fs'\""],
  ['lambda/handlers/list-visits.ts', "import type { QueryStore } from '../store/visit-store'"],
  ['lib/settings/site-setting.ts', "import { parseSite } from '../../lambda/domain/visit/site-list'"],
  [
    'lib/visit-table.ts',
    "import { Table } from 'aws-cdk-lib/aws-dynamodb'\nimport { table } from '../lambda/contract'",
  ],
  [
    'web/dashboard/bar.tsx',
    "import type { Kind } from '../../lambda/domain/organisation'\nconst bar = (kind: Kind) => <b>{kind}</b>",
  ],
  ['local/server.ts', "import { dynamoQueryStore } from '../lambda/store/dynamo/query-store'"],
])('the check lets pass: %s with %s', (file, code) => {
  expect(faultsOf(file, code)).toEqual([])
})

/** The files that each file needs in order to run, as paths without their ends. Types alone make no circle. */
function neededBy(file: string, code: string): string[] {
  const { values } = sourceOf(code, { tsx: file.endsWith('.tsx') })
  return values.filter((name) => name.startsWith('.')).map((name) => normalize(join(dirname(file), name)))
}

/** The first circle of each chain of imports, such as `a → b → a`. */
function circlesIn(sources: Readonly<Record<string, string>>): string[] {
  const needs = new Map(
    Object.entries(sources).map(([file, code]) => [file.replace(/\.tsx?$/, ''), neededBy(file, code)]),
  )
  const done = new Set<string>()
  const walk = (file: string, above: readonly string[]): string[] => {
    if (above.includes(file)) return [[...above.slice(above.indexOf(file)), file].join(' → ')]
    if (done.has(file)) return []
    done.add(file)
    return (needs.get(file) ?? []).flatMap((one) => walk(one, [...above, file]))
  }
  return [...needs.keys()].flatMap((file) => walk(file, []))
}

test('no file needs itself in order to run, on whatever way round', () => {
  const sources = Object.fromEntries(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]))
  expect(circlesIn(sources)).toEqual([])
})

test.each([
  [
    'of two files',
    { 'bin/a.ts': "import { b } from './b'", 'bin/b.tsx': "export { a } from './a'" },
    ['bin/a → bin/b → bin/a'],
  ],
  [
    'through folders',
    {
      'lib/a.ts': "import '../bin/b'",
      'bin/b.ts': "import { c } from './c/c'",
      'bin/c/c.ts': "import { type A, a } from '../../lib/a'",
    },
    ['lib/a → bin/b → bin/c/c → lib/a'],
  ],
  ['of one file', { 'bin/a.ts': "import { a } from './a'" }, ['bin/a → bin/a']],
  ['behind a way in', { 'bin/a.ts': "import './b'", 'bin/b.ts': "import './b'" }, ['bin/b → bin/b']],
  ['only of types', { 'bin/a.ts': "import './b'", 'bin/b.ts': "import type { A } from './a'" }, []],
  [
    'only where one is met twice',
    { 'bin/a.ts': "import './b'\nimport './c'", 'bin/b.ts': "import './c'" },
    [],
  ],
  [
    'closed only later',
    { 'bin/a.ts': "const b = () => import('./b')", 'bin/b.ts': "import './a'" },
    ['bin/a → bin/b → bin/a'],
  ],
])('the check for circles has been seen to work: %s', (_name, sources, circles) => {
  expect(circlesIn(sources)).toEqual(circles)
})

test('no folder is named for nothing', () => {
  expect(paths.filter((path) => unwanted.test(`${path}/`))).toEqual([])
})

test('every file that docs/architecture.md names is there', () => {
  const page = readFileSync(join(root, 'docs/architecture.md'), 'utf8')
  const named = [...page.matchAll(/`([\w./-]+\.tsx?)`/g)].map(([, name]) => name as string)
  expect(named.length).toBeGreaterThan(20)
  expect(named.filter((name) => !existsSync(join(root, name)))).toEqual([])
})
