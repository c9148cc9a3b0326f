import { sentence } from '../../../../web/dashboard/api/problem'
import { externalAddress } from '../../../../web/dashboard/text/external-address'
import {
  ago,
  change,
  countryName,
  countText,
  dayHeading,
  languageName,
  placeName,
} from '../../../../web/dashboard/text/format'
import { evidenceText } from '../../../../web/dashboard/text/kind'
import { localeFor } from '../../../../web/dashboard/text/locale'

/** In the locale of whoever runs the tests. */
const percent = new Intl.NumberFormat(undefined, { style: 'percent', signDisplay: 'exceptZero' }).format
const own = (options: Intl.DateTimeFormatOptions, date: Date) =>
  new Intl.DateTimeFormat(undefined, options).format(date)

test.each([
  [112, 100, percent(0.12)],
  [88, 100, percent(-0.12)],
  [100, 100, percent(0)],
  [20_000, 100, '× 200'],
  [5, 0, null],
])('%i after %i is a change of %s', (now, before, text) => {
  expect(change(now, before)).toBe(text)
})

test.each([
  [0, '0 visits'],
  [1, '1 visit'],
  [1234, `${new Intl.NumberFormat().format(1234)} visits`],
])('%i is %s', (count, text) => {
  expect(countText(count, { one: 'visit', other: 'visits' })).toBe(text)
})

const now = new Date('2026-11-22T15:00:00Z')

test.each([
  ['2026-11-22T14:59:30Z', '30 seconds ago'],
  ['2026-11-22T14:57:00Z', '3 minutes ago'],
  ['2026-11-22T12:30:00Z', '2 hours ago'],
  ['2026-11-21T14:00:00Z', 'yesterday'],
  ['2026-10-22T14:00:00Z', '31 days ago'],
  ['2026-11-22T15:00:09Z', 'now'],
])('%s is %s', (moment, text) => {
  expect(ago(moment, now)).toBe(text)
})

test.each([
  ['2026-11-22', 'Today'],
  ['2026-11-21', 'Yesterday'],
  ['2026-11-20', own({ weekday: 'long', day: 'numeric', month: 'long' }, new Date(2026, 10, 20))],
  ['2025-11-20', own({ day: 'numeric', month: 'short', year: 'numeric' }, new Date(2025, 10, 20))],
])('%s is headed %s', (day, text) => {
  expect(dayHeading(day, '2026-11-22')).toBe(text)
})

test('codes that a visitor made up stay as they are', () => {
  expect(countryName('<b>')).toBe('<b>')
  expect(languageName('\u202egnp')).toBe('\u202egnp')
  expect(languageName('de')).toBe('German')
})

test.each([
  ['Zürich', 'CH', 'Zürich, Switzerland'],
  [null, 'CH', 'Switzerland'],
  ['Zürich', null, 'Zürich'],
  [null, null, ''],
])('the place %s in %s is %j', (city, country, place) => {
  expect(placeName({ city, country })).toBe(place)
})

test.each([
  ['apple.com', '/', 'https://apple.com/'],
  ['you.github.io', '/a b', 'https://you.github.io/a%20b'],
  ['127.0.0.1:3001', '/cv.html', 'http://127.0.0.1:3001/cv.html'],
  ['javascript:alert(1)', '/', null],
  ['apple.com', 'javascript:alert(1)', null],
  ['apple.com', '//evil.example/', null],
  ['apple.com@evil.example', '/', null],
  ['evil', '/', null],
  [null, '/', null],
])('the address of %s %s is %s', (host, path, address) => {
  expect(externalAddress(host, path)).toBe(address)
})

test('what the API says becomes a sentence', () => {
  expect(sentence('this token is unknown or was revoked')).toBe('This token is unknown or was revoked.')
})

const moment = new Date('2026-11-22T15:00:00Z')

/** A day, an hour and a number, as the page writes them for a reader. */
const written = (readers: readonly string[], language: string) => {
  const locale = localeFor(readers, language)
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' })
  return `${date.format(moment)} | ${new Intl.NumberFormat(locale).format(12_345.5)}`.replace(/\s/g, ' ')
}

test.each([
  [['en-GB'], 'en', '22 Nov 2026, 15:00 | 12,345.5'],
  [['en-US'], 'en', 'Nov 22, 2026, 3:00 PM | 12,345.5'],
  [['de-DE', 'en'], 'de', '22.11.2026, 15:00 | 12.345,5'],
  [['de-AT'], 'de', '22.11.2026, 15:00 | 12 345,5'],
  [['fr-FR'], 'fr', '22 nov. 2026, 15:00 | 12 345,5'],
  [['fr-CA'], 'fr', '22 nov. 2026, 15 h 00 | 12 345,5'],
  [['ar-EG'], 'en', 'Nov 22, 2026, 3:00 PM | 12,345.5'],
  [['fa-IR'], 'en', 'Nov 22, 2026, 3:00 PM | 12,345.5'],
  [['th-TH-u-ca-buddhist'], 'en', 'Nov 22, 2026, 3:00 PM | 12,345.5'],
  [['en-US@posix'], 'en', 'Nov 22, 2026, 3:00 PM | 12,345.5'],
  [[], 'de', '22.11.2026, 15:00 | 12.345,5'],
])('a reader of %j is told in %s: %s', (readers, language, text) => {
  expect(written(readers, language)).toBe(text)
})

test.each([
  ['label', 'This network was labelled by hand.'],
  ['rule: bank', 'Its registered name contains “bank”.'],
  ['owner', 'You said so.'],
  [null, 'There is no evidence.'],
])('the evidence %p is told as %s', (evidence, text) => {
  expect(evidenceText(evidence)).toBe(text)
})
