import { byteLength } from '../../../lambda/domain/text'
import { cutSpelled, spell } from '../../../lambda/domain/visit/spelling'
import { oneOf, random } from '../../support/random'

test.each([
  ['letters are written out', '/caf%C3%A9', '/café'],
  ['whatever the case of the code', '/caf%c3%a9', '/café'],
  ['as they are where they came so', '/café', '/café'],
  ['of every language', '/%E4%B8%AD%E6%96%87/%D7%A9%D7%9C%D7%95%D7%9D', '/中文/שלום'],
  ['beyond 16 bits', '/%F0%9F%92%BC', '/💼'],
  ['what is not reserved is written out', '/%7Eme/%41%2Eb%5f%2D9', '/~me/A.b_-9'],
  ['delimiters stay as they came', '/%2f%3F%23%5B%40%3a', '/%2F%3F%23%5B%40%3A'],
  ['others beside them', '/!%21/a+b%2Bc;d=1,2@x:y', '/!%21/a+b%2Bc;d=1,2@x:y'],
  ['a percent sign is encoded', '/100%25', '/100%25'],
  ['also one by itself', '/100%/%zz%', '/100%25/%25zz%25'],
  ['and none comes to encode something', '/%%341/%2541', '/%25' + '41/%2541'],
  ['what no URL has is encoded', '/a "b"<c>\\^`{|}', '/a%20%22b%22%3Cc%3E%5C%5E%60%7B%7C%7D'],
  ['also where it came so', '/%20%22%3C%7c', '/%20%22%3C%7C'],
  ['controls are encoded', '/a\u0000\n\u001b[2J\u0085%7f', '/a%00%0A%1B[2J%C2%85%7F'],
  ['what turns text around is never obeyed', '/cv\u202efdp.exe', '/cv%E2%80%AEfdp.exe'],
  ['however it came', '/cv%e2%80%aefdp.exe', '/cv%E2%80%AEfdp.exe'],
  ['isolates and marks too', '/\u2066\u200f\u061c', '/%E2%81%A6%E2%80%8F%D8%9C'],
  [
    'what has no width is seen',
    '/a\u200bb\u200d\ufeff\u00ad\u3164',
    '/a%E2%80%8Bb%E2%80%8D%EF%BB%BF%C2%AD%E3%85%A4',
  ],
  ['blanks of every sort', '/\u00a0\u3000\u2028\u2800', '/%C2%A0%E3%80%80%E2%80%A8%E2%A0%80'],
  ['tags and private use', '/\u{e0041}\ue000', '/%F3%A0%81%81%EE%80%80'],
  ['what is no character', '/%EF%BF%BF', '/%EF%BF%BF'],
  ['what Unicode has not assigned yet is written out', '/%F0%9F%AF%BE%CD%B8', '/\u{1fbfe}\u0378'],
  ['bytes of Latin-1 stay bytes', '/caf%e9/%FF', '/caf%E9/%FF'],
  ['and do not swallow what follows', '/%e4%b8x%c3%c3%a9', '/%E4%B8x%C3é'],
  ['overlong codes are bytes', '/%c0%af%e0%80%af%f0%80%80%af', '/%C0%AF%E0%80%AF%F0%80%80%AF'],
  ['so are surrogates and what is beyond Unicode', '/%ED%A0%80%F4%90%80%80%F8', '/%ED%A0%80%F4%90%80%80%F8'],
  ['a lone surrogate becomes what browsers send', '/\ud83d', '/\ufffd'],
  ['dots and slashes are left', '//a/./b/../c/', '//a/./b/../c/'],
  ['the two forms of an accent stay two', '/e\u0301', '/e\u0301'],
])('%s: %j is spelled %j', (_, text, spelled) => {
  expect(spell(text, 256)).toBe(spelled)
})

/** Pieces of which the wrong ones next to each other have broken such code. */
const pieces = [
  ...[
    '/',
    'a',
    'Z',
    '9',
    '.',
    '-',
    '~',
    '%',
    '%%',
    '%2',
    '%zz',
    '%25',
    '%2F',
    '%2f',
    '%41',
    '%7e',
    '%7E',
    '?',
    '=',
    '&',
  ],
  ...[
    'é',
    '%C3%A9',
    '%c3%a9',
    '%C3',
    '%A9',
    '中',
    '%E4%B8%AD',
    '%E4%B8',
    '%e4',
    '💼',
    '%F0%9F%92%BC',
    '%F0%9F',
    '%F4%90',
  ],
  ...[
    '\ud83d',
    '\udcbc',
    '%ED%A0%BD',
    '%C0%80',
    '%FF',
    '\u202e',
    '%E2%80%AE',
    '\u200d',
    '\u0000',
    '%00',
    ' ',
    '%20',
    '+',
  ],
  ...[
    '"',
    '<',
    '\\',
    '|',
    '%7C',
    '%5B',
    '[',
    '\u3000',
    '\u0301',
    'א',
    '%D7%90',
    '\ue000',
    '\uffff',
    '\u{e0001}',
    '\u2800',
  ],
]
const texts = Array.from({ length: 5000 }, (_, seed) => {
  const next = random(seed)
  return Array.from({ length: Math.floor(next() * 40) }, () => oneOf(pieces, next)).join('')
})
const all = Number.POSITIVE_INFINITY

test('spelling twice changes nothing, and nothing unseen is left', () => {
  const wrong = texts.filter((text) => {
    const spelled = spell(text, all)
    return (
      spell(spelled, all) !== spelled ||
      !/^(?:[\w.~!$&'()*+,;=:@/?[\]-]|%[\dA-F]{2}|\P{ASCII})*$/u.test(spelled) ||
      /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Z}]/u.test(spelled)
    )
  })
  expect(wrong).toEqual([])
})

test('cut to any number of bytes it is a beginning, in which no character and no code is split', () => {
  const wrong = texts.filter((text, at) => {
    const bytes = at % 64
    const [whole, cut] = [spell(text, all), spell(text, bytes)]
    const [next = ''] = /^(?:(?:%[\dA-F]{2})+|.)/u.exec(whole.slice(cut.length)) ?? []
    return (
      !whole.startsWith(cut) ||
      byteLength(cut) > bytes ||
      (next !== '' && byteLength(cut) + byteLength(next) <= bytes) || // shorter than it must be
      spell(cut, bytes) !== cut ||
      cutSpelled(whole, bytes) !== cut
    )
  })
  expect(wrong).toEqual([])
})

test('a text and its percent-encoding, in capitals or not, are spelled alike', () => {
  const wrong = texts
    .map((text) => text.replaceAll('%', ''))
    .filter((text) => {
      const code = encodeURIComponent(text.toWellFormed()).replace(delimiters, decodeURIComponent)
      const small = code.replace(/%../g, (one) => one.toLowerCase())
      return spell(code, all) !== spell(text, all) || spell(small, all) !== spell(text, all)
    })
  expect(wrong).toEqual([])
})
const delimiters = /%(?:2[6BF]|3[DF]|5B)/g

test('what a browser makes of a path is spelled as the path is, and leads back to it', () => {
  const paths = texts
    .map((text) => `/${text.replace(/[?\\]|\p{Cc}/gu, '')}/x`)
    .filter((path) => !/\/(?:\.|%2e)*\//i.test(path)) // browsers resolve dots; blanks at an end are no part of an address
  expect(paths.length).toBeGreaterThan(500)
  const browsers = (path: string) => new URL(path, 'https://you.example').pathname
  const wrong = paths.filter((path) => {
    const spelled = spell(path, all)
    return spell(browsers(path), all) !== spelled || spell(browsers(spelled), all) !== spelled
  })
  expect(wrong).toEqual([])
})

test.each([
  ['a code', '/abc%2Fdef', 6, '/abc'],
  ['a code that just fits', '/abc%2Fdef', 7, '/abc%2F'],
  ['a character', '/abc中', 6, '/abc'],
  ['the code of a character', '/ab%E2%80%AE', 11, '/ab'],
  ['the code of a character that just fits', '/ab%E2%80%AE', 12, '/ab%E2%80%AE'],
])('%s is not split', (_, text, bytes, cut) => {
  expect([spell(text, bytes), cutSpelled(text, bytes)]).toEqual([cut, cut])
})

test('of a long text no more is read than may be kept', () => {
  const long = `/${'%41'.repeat(10_000)}`
  expect(spell(long, 256)).toBe(`/${'A'.repeat(255)}`)
  expect(spell(`/${'\u202e'.repeat(100_000)}`, 256)).toBe(`/${'%E2%80%AE'.repeat(28)}`)
})
