import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { shares } from '../local/example/origins'
import { days } from '../local/example/sittings'
import { engines, scripts } from '../package.json'
import { root } from './support/clone'
import { readme } from './support/readme-commands'

/** What a reader comes through; CHANGELOG speaks of what was. */
const pages = [
  ...['README.md', 'CONTRIBUTING.md', 'SECURITY.md'].map((file) => join(root, file)),
  ...readdirSync(join(root, 'docs'))
    .filter((file) => file.endsWith('.md'))
    .map((file) => join(root, 'docs', file)),
]
const textOf = (file: string) => readFileSync(file, 'utf8')

/** The names by which GitHub makes headings reachable. */
const anchorsOf = (text: string) =>
  [...text.replace(/^```.*?^```/gms, '').matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )

/** @returns null if the link leads somewhere, else it */
function deadLink(file: string, link: string): string | null {
  if (/^https?:/.test(link)) return null // nothing outside is asked
  const [path = '', anchor] = link.split('#')
  const target = path === '' ? file : join(dirname(file), decodeURI(path))
  const isThere = existsSync(target) && (anchor === undefined || statSync(target).isFile())
  return isThere && (anchor === undefined || anchorsOf(textOf(target)).includes(anchor)) ? null : link
}

const linksIn = (text: string) =>
  [...text.matchAll(/\]\(([^)\s]+)\)|(?:src|srcset)="((?!https?:)[^"…]+\.png)"/g)].map(
    ([, link, picture]) => link ?? (picture as string),
  )

test.each(pages.map((file) => [relative(root, file), file]))(
  'every link in %s leads somewhere',
  (_, file) => {
    expect(
      linksIn(textOf(file))
        .map((link) => deadLink(file, link))
        .filter(Boolean),
    ).toEqual([])
  },
)

test.each([
  ['docs/none.md', 'docs/none.md'],
  ['docs/api.md#none', 'docs/api.md#none'],
  ['docs/api.md#limits', null],
  ['#deploy-it', null],
  ['#none', '#none'],
])('a link to %s is taken for %s', (link, expected) => {
  expect(deadLink(join(root, 'README.md'), link)).toBe(expected)
})

test('each script of npm that is named is there', () => {
  const named = pages.flatMap((file) =>
    [...textOf(file).matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name),
  )
  expect(named.filter((name) => !Object.keys(scripts).includes(name as string))).toEqual([])
})

test('README has 150 lines at most, and leads to every page of docs/', () => {
  expect(readme.trimEnd().split('\n').length).toBeLessThanOrEqual(150)
  const linked = [...readme.matchAll(/\]\((docs\/[\w-]+\.md)/g)].map(([, page]) => page)
  const reached = new Set(linked)
  for (const page of reached)
    for (const [, other] of textOf(join(root, page as string)).matchAll(/\]\(([\w-]+\.md)/g))
      reached.add(`docs/${other}`)
  const missed = pages
    .map((file) => relative(root, file))
    .filter((file) => file.startsWith('docs/') && !reached.has(file))
  expect(missed).toEqual([])
})

/** README's sentences, without commands, addresses, and what other suites hold: dollars (bench/cost), names (probe). */
const prose = readme
  .replace(/<!-- cost-lines:begin.*cost-lines:end -->/s, '')
  .replace(/of \d+ addresses of known holders \d+ %/, '')
  .replace(/^```.*?^```|`[^`]*`|\]\([^)]*\)|<picture>.*<\/picture>|<https?:[^>]*>|\d+(\.\d+){3}/gms, '')

/** Each figure in them, and where it comes from. */
const figures: readonly (readonly [figure: string, sentence: RegExp])[] = [
  [textOf(join(root, '.nvmrc')).trim(), /Node\.js (\d+) is best/],
  [engines.node.replace('>=', ''), /, ([\d.]+) is enough/],
  ['2026', /AWS's prices of November (\d+)/], // bench/cost/prices.ts tells when each was read
  ['35', /any second of the last (\d+) days/], // what DynamoDB keeps unless it is told otherwise; lib/visit-table.ts does not
]

test('README tells no figure that nothing holds', () => {
  for (const [figure, sentence] of figures) expect(sentence.exec(prose)?.[1]).toBe(figure)
  expect(figures.reduce((text, [, sentence]) => text.replace(sentence, ''), prose)).not.toMatch(/\d/)
})

test('one sitting in fifteen, or nearly so, is an organisation’s in the example, which has sixty days', () => {
  const apple = shares.find(({ origins }) => origins.some(({ address }) => address === '17.253.144.10'))
  expect({ ofFifty: apple?.ofFifty, days }).toEqual({ ofFifty: Math.floor(50 / 15), days: 60 })
})
