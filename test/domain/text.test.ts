import { byteLength, clean, cut } from '../../lambda/domain/text'

test.each([
  ['plain text stays', 'Résumé – 履歴書 🙂', 'Résumé – 履歴書 🙂'],
  ['outer space goes', ' \u00a0 title \u3000', 'title'],
  ['a run of control characters becomes one space', 'a\r\n\t\0b', 'a b'],
  ['DEL and C1 controls are controls', 'a\u007fb\u0085c', 'a b c'],
  ['line and paragraph separators are controls', 'a\u2028b\u2029c', 'a b c'],
  ['controls at the ends go', '\u001b[31mred\u001b', '[31mred'],
  ['a lone high surrogate is replaced', 'a\ud83d', 'a\ufffd'],
  ['a lone low surrogate is replaced', '\ude42b', '\ufffdb'],
  ['surrogates in the wrong order are two', '\ude42\ud83d', '\ufffd\ufffd'],
  ['nothing stays nothing', '', ''],
])('clean: %s', (_, text, cleaned) => {
  expect(clean(text)).toBe(cleaned)
})

test.each([
  ['fits', 'abc', 3, 'abc'],
  ['one byte too long', 'abcd', 3, 'abc'],
  ['two bytes each, cut between', 'ééé', 4, 'éé'],
  ['two bytes each, cut inside', 'ééé', 5, 'éé'],
  ['three bytes, exactly', '履歴', 6, '履歴'],
  ['three bytes, one missing', '履歴', 5, '履'],
  ['an emoji is four bytes', 'a🙂', 5, 'a🙂'],
  ['an emoji at the cut goes whole', 'a🙂b', 4, 'a'],
  ['an emoji alone that does not fit', '🙂', 3, ''],
  ['a joined emoji may come apart, never a code point', '👩‍🚀', 7, '👩‍'],
  ['no room', 'abc', 0, ''],
  ['nothing', '', 8, ''],
])('cut: %s', (_, text, bytes, start) => {
  expect(cut(text, bytes)).toBe(start)
})

test.each([
  ['', 0],
  ['abc', 3],
  ['é', 2],
  ['履', 3],
  ['🙂', 4],
])('the byte length of "%s" is %d', (text, bytes) => {
  expect(byteLength(text)).toBe(bytes)
})
