import { clockOf } from '../../../bin/cli/clock/clock'
import { inColumns } from '../../../bin/cli/terminal/terminal-text'
import { tableOf } from '../../../bin/cli/visits/visit-table'
import { printable, widthOf } from '../../../lambda/domain/printable'
import { described, visitAt } from '../../support/memory/visits'

const clock = clockOf({ utc: true })

const visits = [
  visitAt('2026-11-22T16:01:00.299Z', {
    page: '/cv.html',
    referrer: 'www.linkedin.com',
    title: 'Résumé',
    asn: 64496,
  }),
  visitAt('2026-11-22T15:59:59.999Z', {
    page: `/${'long/'.repeat(40)}`,
    visitor: 'abcdef1234567890123456ab',
  }),
].map((visit) => described(visit))

test('a pipe gets every column whole', () => {
  expect(tableOf({ width: null, clock })(visits.slice(0, 1))).toBe(
    'TIME (UTC)        SITE           PAGE      ORGANISATION  REFERRER          COUNTRY  VISITOR  TITLE\n' +
      '2026-11-22 16:01  you.github.io  /cv.html  Example Bank  www.linkedin.com  -        -        Résumé\n',
  )
})

const read = described(
  visitAt('2026-11-22T16:02:00.000Z', {
    engagement: { seconds: 72, reach: 60, acted: true, sections: [], links: [] },
  }),
)

test.each<[string, number | null, readonly (typeof read)[], boolean]>([
  ['where it is known of one of them', 100, [...visits, read], true],
  ['on a pipe', null, [...visits, read], true],
  ['not where it is known of none', 100, visits, false],
  ['not on a narrow terminal', 99, [...visits, read], false],
])('what was read has a column %s', (_, width, some, isThere) => {
  const table = tableOf({ width, clock })
  const [first, second] = [table(some), table(some)]
  expect(/^TIME.* READ /.test(first)).toBe(isThere)
  expect(first.includes('72 s, 60 %')).toBe(isThere)
  expect(second.includes('72 s, 60 %')).toBe(isThere)
})

test('the site itself is no referrer that a line tells of', () => {
  const own = ['you.github.io', 'www.you.github.io'].map((referrer) =>
    described(visitAt('2026-11-22T16:01:00Z', { referrer })),
  )
  const [head = '', ...rest] = tableOf({ width: null, clock })(own).trimEnd().split('\n')
  expect(rest.map((line) => line.slice(head.indexOf('REFERRER')).split(' ')[0])).toEqual(['-', '-'])
})

test.each([60, 80, 120])('no line is wider than a terminal of %i columns', (width) => {
  const lines = tableOf({ width, clock })(visits).trimEnd().split('\n')
  expect(lines).toHaveLength(3)
  for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(width)
})

test('the head is printed once, and later pages keep its widths', () => {
  const table = tableOf({ width: 100, clock, hidden: ['SITE'] })
  const [head, ...rest] = (table(visits) + table(visits)).trimEnd().split('\n')
  expect(head).toMatch(/^TIME \(UTC\) +PAGE +ORGANISATION/)
  expect(rest.filter((line) => line.startsWith('TIME'))).toEqual([])
  expect(rest.slice(2)).toEqual(rest.slice(0, 2))
})

test.each([
  ['escape sequences', '\u001b[31mred\u009b0m', '[31mred0m'],
  ['text turned around', 'a\u202egpj.exe\u2066b', 'agpj.exeb'],
  ['zero width and line separators', 'a\u200bb\u2028c\ufeff', 'abc'],
  ['lone surrogates', 'a\ud800b', 'ab'],
])('%s cannot reach the terminal', (_, hostile, shown) => {
  expect(printable(hostile)).toBe(shown)
})

test.each([
  ['abc', 5, 'abc  '],
  ['abcdef', 5, 'abcd…'],
  ['日本語', 5, '日本…'],
  ['日本語', 4, '日… '],
  ['e\u0301e\u0301', 2, 'e\u0301e\u0301'],
])('%s in %i columns is "%s"', (text, width, shown) => {
  expect(inColumns(text, width)).toBe(shown)
})
