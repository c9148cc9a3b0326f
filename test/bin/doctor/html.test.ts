import { elementsOf } from '../../../bin/cli/doctor/page/html'

test('elements come in the order of the page, and of which it is known whether they are in its head', () => {
  const page =
    '<head><meta name=a></head><body><div><p>b<i></i></p><!-- c --></div><template><b></b></template><u></u>'
  expect(elementsOf(page).map(({ tag, inHead }) => (inHead ? `${tag} in the head` : tag))).toEqual([
    'html',
    'head',
    'meta in the head',
    'body',
    'div',
    'p',
    'i',
    'template',
    'u',
  ])
})

/** Found in writing the target of fuzzing: it took time by the square of the depth, and the stack was full. */
test('a page of 16,000 elements within each other is read', () => {
  expect(elementsOf('<span>'.repeat(16_000))).toHaveLength(16_003)
})

/** Found by fuzzing: the largest of these are no finite number. */
test.each([
  ['&#x41;&#65;', 'AA'],
  ['&#x000000000041;', 'A'],
  ['&#x110000;', '\ufffd'],
  [`&#x${'9'.repeat(300)};`, '\ufffd'],
  [`&#X${'F'.repeat(300)}g`, '\ufffdg'],
  [`&#${'9'.repeat(400)};b`, '\ufffdb'],
  ['&#999999999abc', '\ufffdabc'],
])('%s is read as %s', (text, read) => {
  expect(elementsOf(`<p>${text}`).at(-1)?.text).toBe(read)
})
