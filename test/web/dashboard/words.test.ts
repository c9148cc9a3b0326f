import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from '@swc/core'
import { type Node, nodesOf } from '../../support/source/source'

const folder = join(__dirname, '../../../web/dashboard')
const files = readdirSync(folder, { recursive: true })
  .map(String)
  .filter((path) => /\.tsx?$/.test(path) && !path.startsWith('words/'))
const codeOf = (file: string) => readFileSync(join(folder, file), 'utf8')

/** Names of our own and of others', and examples of what to type, which are the same in every language; what stands for a detail of the API's. */
const untranslated =
  /^(Visitbook|DB-IP|CC BY 4\.0|CSV|NDJSON|\.\/visitbook (token|setup|doctor --page)|npm (start|run deploy)|' npm start|data-site|\.visitbook\/token|AS|UTC|example\.com|https:\/\/you\.dev|203\.0\.113\.0\/24|the service answered )$/

/** Attributes that people see or hear. */
const shown = /^(aria-label|alt|title|placeholder|label|hint|caption|what|loading)$/

const trees = (code: string, tsx = true): Node[] => [
  ...nodesOf(parseSync(code, { syntax: 'typescript', tsx })),
]

/** Texts that have a word and are shown: between tags, in attributes, and wherever a sentence stands. */
function wordsIn(code: string, tsx = true): string[] {
  const nodes = trees(code, tsx)
  const thrown = new Set(
    nodes.filter(({ type }) => type === 'ThrowStatement').flatMap((one) => [...nodesOf(one)]),
  )
  const texts = nodes.flatMap((node) => {
    if (thrown.has(node)) return []
    if (node.type === 'JSXText') return [String(node.value).trim()]
    if (node.type === 'JSXAttribute' && shown.test(String((node.name as Node).value))) {
      const { type, value } = (node.value ?? {}) as Node
      return type === 'StringLiteral' ? [String(value)] : []
    }
    const text = node.type === 'TemplateElement' ? node.cooked : node.value
    const isText = node.type === 'StringLiteral' || node.type === 'TemplateElement'
    return isText && /^[^<]*(\b[A-Z][a-z]+|[a-z]{2,}) [a-z]{2,}[^<]*$/.test(String(text))
      ? [String(text)]
      : []
  })
  return [...new Set(texts)].filter((text) => /\p{L}{2}/u.test(text) && !untranslated.test(text))
}

/** Classes, media queries, routes and the like: of several words, and shown to nobody. */
const unseen =
  /^(GET|POST|DELETE) |^(key|lead|quiet|plain|page|from|place|device|bar|count|date|arrow|wide|middle|top-of-list|site|external|about|visit|fresh|alone|unseen|said|note|note left-out|noreferrer) ?[\w -]*$|^main :is|^\(|^noreferrer|^ fresh|^ alone/

describe('words that are shown', () => {
  it.each(files)('%s has none of its own', (file) => {
    expect(wordsIn(codeOf(file), file.endsWith('x')).filter((text) => !unseen.test(text))).toEqual([])
  })

  it.each([
    ['<p>Nobody came</p>', 'Nobody came'],
    ['<p>{n} visits</p>', 'visits'],
    ['<a title="Sign out" />', 'Sign out'],
    ['const a = isLeft ? "Nobody came" : null', 'Nobody came'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is code
    ['const a = `Filtered by ${name}`', 'Filtered by '],
  ])('in %s are found', (code, text) => {
    expect(wordsIn(code)).toEqual([text])
  })
})

test('every word is used, on the page or around it', () => {
  const names = trees(codeOf('words/en.ts'))
    .filter(({ type }) => type === 'ExportDeclaration')
    .flatMap(({ declaration }) => (declaration as { declarations: { id: { value: string } }[] }).declarations)
    .map(({ id }) => id.value)
  const used = [
    ...files.map(codeOf),
    readFileSync(join(folder, '../../lib/assets/dashboard.ts'), 'utf8'),
  ].join('\n')
  expect(names.length).toBeGreaterThan(200)
  expect(names.filter((name) => !new RegExp(`\\bwords\\.${name}\\b`).test(used))).toEqual([])
})

test.each(['de', 'fr'])('in %s every word has its places', (language) => {
  const placesOf = (file: string) =>
    codeOf(`words/${file}.ts`)
      .split(/^export const /m)
      .slice(1)
      .map((word) => [/^\w+/.exec(word)?.[0], new Set(word.match(/\{\d\}/g))] as const)
  expect(new Map(placesOf(language))).toEqual(new Map(placesOf('en')))
})
