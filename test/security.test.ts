import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(__dirname, '..')
const page = readFileSync(join(root, 'SECURITY.md'), 'utf8')

/** A test that a line of SECURITY.md names: `` `test/a.test.ts` “title”, “another” ``. */
interface Holder {
  readonly file: string
  readonly title: string
}

function holdersIn(text: string): Holder[] {
  const named = [...text.matchAll(/`(test\/[\w/.-]+)`((?:,? “[^”]+”)+)/g)]
  return named.flatMap(([, file = '', titles = '']) =>
    [...titles.matchAll(/“([^”]+)”/g)].map(([, title = '']) => ({ file, title })),
  )
}

/** The titles of the tests of a file that are run, as they are written there. */
function titlesOf(file: string): string[] {
  const path = join(root, file)
  if (!existsSync(path)) return []
  const source = readFileSync(path, 'utf8')
  return [...source.matchAll(/[\])\w]\(\s*(['"`])(.+?)\1,\s*(?:async )?\(/g)].map(([, , title = '']) => title)
}

const faultsOf = (text: string): string[] =>
  holdersIn(text)
    .filter(({ file, title }) => !titlesOf(file).includes(title))
    .map(({ file, title }) => `${file} has no test “${title}”`)

test('every test that SECURITY.md names is there', () => {
  expect(faultsOf(page)).toEqual([])
})

test('every line of what somebody may want names a test', () => {
  const lines = page.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| to |'))
  expect(lines.length).toBeGreaterThan(15)
  expect(lines.filter((line) => holdersIn(line.split(' | ')[2] ?? '').length === 0)).toEqual([])
})

test.each([
  ['`test/http/token.test.ts` “turns away: %s”', []],
  [
    '`test/http/token.test.ts` “turns away nobody”',
    ['test/http/token.test.ts has no test “turns away nobody”'],
  ],
  ['`test/nowhere.test.ts` “turns away: %s”', ['test/nowhere.test.ts has no test “turns away: %s”']],
  [
    '`test/http/token.test.ts` “turns away: %s”, “and one more”',
    ['test/http/token.test.ts has no test “and one more”'],
  ],
])('of %s it says %j', (text, faults) => {
  expect(faultsOf(text)).toEqual(faults)
})
