import { durationText, listText } from '../../../../lambda/domain/message/writing/amounts'
import { asciiName, asciiOf, subjectOf } from '../../../../lambda/domain/message/writing/ascii'
import { daysText, momentText } from '../../../../lambda/domain/message/writing/days'
import { linesOf } from '../../../../lambda/domain/message/writing/lines'
import { strangersText } from '../../../../lambda/domain/message/writing/strangers-text'
import { placeText } from '../../../../lambda/domain/message/writing/visit-words'
import { zoneOf } from '../../../../lambda/domain/time/zone'

test.each([
  ['plain text', 'Résumé – 履歴書 🙂', 'Résumé – 履歴書 🙂'],
  ['a path of a file', '/files/cv.pdf', '/files/cv.pdf'],
  ['numbers and abbreviations', 'v1.2, e.g. 3.5 m, Acme Inc.', 'v1.2, e.g. 3.5 m, Acme Inc.'],
  ['a host', 'evil.com', 'evil[.]com'],
  ['a host and a file', 'evil.com/cv.pdf', 'evil[.]com/cv.pdf'],
  ['a host that begins as a file', 'pdf.html.com', 'pdf[.]html[.]com'],
  ['a file of a domain’s name', 'report.zip', 'report[.]zip'],
  ['a host of other letters', 'зло.рф, evil.xn--p1ai', 'зло[.]рф, evil[.]xn--p1ai'],
  ['other dots', 'a。com b．com c｡com', 'a[.]com b[.]com c[.]com'],
  ['an address', 'https://1.2.3.4/', 'https[:]//1.2.3.4/'],
  ['a person', 'me@localhost', 'me[@]localhost'],
  ['a mention', '@everyone', '[@]everyone'],
  ['a dot that is hidden', 'evil\u200b.\u200bcom', 'evil[.]com'],
  ['lines', 'a\r\nb\u2028c', 'a b c'],
  ['what turns round', '\u202ea\u2066b\u2069', 'ab'],
  ['piled marks', `a${'\u0301'.repeat(9)}b`, 'a\u0301\u0301\u0301b'],
  ['too much', '清'.repeat(60), `${'清'.repeat(49)}…`],
])('of a stranger, %s', (_, text, kept) => {
  expect(strangersText(text, 100)).toBe(kept)
})

test.each([
  ['Résumé – “Ægir” Straße Łódź', 'Resume - "AEgir" Strasse Lodz'],
  ['清华 x', '? x'],
  ['ﬁn ½ １２', 'fin 1?2 12'],
  ['a\u0000b', 'a?b'],
])('%j in ASCII is %j', (text, ascii) => {
  expect(asciiOf(text)).toBe(ascii)
})

test.each([
  ['Acme', 'Acme'],
  ['Société Générale', 'Societe Generale'],
  ['清华大学', 'Somebody'],
  ['清华大学 THU', 'Somebody'],
  ['Bank 银行', 'Bank ?'],
  ['', 'Somebody'],
])('a name %j is known by %j', (name, ascii) => {
  expect(asciiName(name, 'Somebody')).toBe(ascii)
})

test('a subject is cut before 100 characters', () => {
  expect(subjectOf('x'.repeat(99))).toBe('x'.repeat(99))
  expect(subjectOf('x'.repeat(100))).toBe(`${'x'.repeat(96)}...`)
})

test.each([
  ['nothing', '', '- ', ['- ']],
  ['72 columns', `${'a'.repeat(35)} ${'b'.repeat(36)}`, '', [`${'a'.repeat(35)} ${'b'.repeat(36)}`]],
  ['73 columns', `${'a'.repeat(36)} ${'b'.repeat(36)}`, '', ['a'.repeat(36), 'b'.repeat(36)]],
  ['a word that is too long', 'a'.repeat(80), '- ', [`- ${'a'.repeat(70)}`, `  ${'a'.repeat(10)}`]],
  ['wide characters', '清'.repeat(40), '', ['清'.repeat(36), '清'.repeat(4)]],
])('lines of %s', (_, text, indent, lines) => {
  expect(linesOf(text, indent)).toEqual(lines)
})

test.each([
  ['2026-11-16', '2026-11-22', '16 to 22 November 2026'],
  ['2026-10-26', '2026-11-01', '26 October to 1 November 2026'],
  ['2026-12-28', '2027-01-03', '28 December 2026 to 3 January 2027'],
])('%s to %s is %s', (from, to, text) => {
  expect(daysText(from, to)).toBe(text)
})

test('a moment is told by the clock of its zone', () => {
  expect(momentText('2026-11-22T20:30:00.000Z', zoneOf('Asia/Kolkata'))).toBe(
    'Monday 23 November 2026 at 02:00 (Asia/Kolkata)',
  )
})

test.each([
  [0, '0 s'],
  [59, '59 s'],
  [60, '1 min'],
  [240, '4 min'],
  [3599, '1 h'],
  [3900, '1 h 5 min'],
])('%i seconds are %s', (seconds, text) => {
  expect(durationText(seconds)).toBe(text)
})

test.each([
  [['a'], 0, 'a'],
  [['a', 'b'], 0, 'a and b'],
  [['a', 'b'], 1000, 'a, b and 1,000 more'],
  [[], 3, '3 more'],
])('%j and %i more', (names, more, text) => {
  expect(listText(names, more)).toBe(text)
})

test.each([
  ['DE', ', in Germany'],
  ['US', ', in the United States'],
  ['DO', ', in the Dominican Republic'],
  ['ZZ', ''],
  ['XX', ''],
  ['de', ''],
  [null, ''],
])('country %s is told as %j', (country, text) => {
  expect(placeText(country)).toBe(text)
})
