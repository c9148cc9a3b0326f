import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { completionsOf, type OfferedOption } from '../../bin/cli/completion/completion-tree'
import { program } from '../../bin/cli/program'
import { filterNames } from '../../lambda/domain/report/visit-filters'

const page = readFileSync(join(__dirname, '../../docs/command-line.md'), 'utf8')
const all = completionsOf(program())
const rows = page.match(/^\| `[^|]*`[^|]* \|/gm) ?? []

/** Commands that do something themselves. */
const commands = all.filter(({ path, commands: below }) => path !== '' && below.length === 0)

test.each(commands.map(({ path }) => path).filter((path) => !/^(token|link) /.test(path)))(
  '%s has a row',
  (path) => {
    expect(rows.some((row) => row.includes(`\`${path}\``) || row.includes(`\`${path} --`))).toBe(true)
  },
)

test('commands below token and link are named in their rows', () => {
  for (const { path } of commands.filter(({ path: one }) => /^(token|link) /.test(one)))
    expect(page).toContain(path.startsWith('token') ? `\`${path}` : (path.split(' ')[1] as string))
})

test('every filter is named, and what lists of visits have in common', () => {
  const { options } = all.find(({ path }) => path === 'visits') as { options: readonly OfferedOption[] }
  const dashed = filterNames.map(
    (name) => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
  )
  for (const option of dashed) expect(options.map(({ name }) => name)).toContain(option)
  for (const { name } of options) if (!['--limit', '--help'].includes(name)) expect(page).toContain(`${name}`)
})

const typed = [...page.matchAll(/`(--[\w-]+|(?:[\w-]+ )+--[\w-]+)/g)].map(([, text]) => text as string)

test.each([...new Set(typed)])('the option of `%s is one', (text) => {
  const option = text.split(' ').at(-1) as string
  const command = text.split(' ').slice(0, -1).join(' ')
  const of =
    command === '' ? all : all.filter(({ path }) => path !== '' && `${command} `.startsWith(`${path} `))
  expect(of.some(({ options }) => options.some(({ name }) => name === option))).toBe(true)
})

test('every list has --json', () => {
  const lists = [
    'visits',
    'sittings',
    'organisations',
    'stats',
    'sites',
    'refusals',
    'messages',
    'status',
    'link list',
    'token list',
  ]
  for (const path of lists) {
    const { options } = all.find((one) => one.path === path) as { options: readonly OfferedOption[] }
    expect([path, options.some(({ name }) => name === '--json')]).toEqual([path, true])
  }
})
