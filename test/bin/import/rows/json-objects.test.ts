import { jsonObjects } from '../../../../bin/cli/import/rows/json-objects'

function objectsOf(text: string, size = 65_536) {
  const feed = jsonObjects()
  const rows = []
  for (let at = 0; at < text.length; at += size) rows.push(...feed(text.slice(at, at + size)))
  return rows
}

describe.each([1, 3, 65_536])('in chunks of %i characters', (size) => {
  test.each([
    ['a line each', '{"a":1}\n{"a":2}\n', ['{"a":1}', '{"a":2}']],
    ['in a list', '[{"a":1},\n{"a":2}]', ['{"a":1}', '{"a":2}']],
    ['in a list of a table', '[{"t":1},{"data":[{"a":1},{"a":2}]}]', ['{"t":1}', '{"a":1}', '{"a":2}']],
    ['with brackets and quotes in their texts', '[{"a":"}]\\"{\\\\"},{}]', ['{"a":"}]\\"{\\\\"}', '{}']],
    ['with objects and lists within', '{"a":{"b":[1,[2]]}}', ['{"a":{"b":[1,[2]]}}']],
    ['with a quote missing', '{"a":"b}\n{"a":1}\n', [null, '{"a":1}']],
    ['with a quote missing in a list', '[{"a":"b},\n{"a":1}]', [null, '{"a":1}']],
    ['cut', '[{"a":1},{"a', ['{"a":1}']],
    ['with what is no JSON before', 'x]}"\n{"a":1}', ['{"a":1}']],
  ])('%s', (_, text, rows) => {
    expect(objectsOf(text, size)).toEqual(rows)
  })
})

test('an object of 10 MB is dropped, and the next one is read', () => {
  expect(objectsOf(`{"a":"${'x'.repeat(10_000_000)}"}\n{"a":1}`)).toEqual([null, '{"a":1}'])
})

test('a million brackets are no trouble', () => {
  expect(objectsOf(`${'['.repeat(1_000_000)}${'{'.repeat(1_000_000)}`)).toEqual([])
})
