import { parseLabelFiles } from '../../../../../lib/assets/network-table/naming/label-files'
import { labelsBySameName } from '../../../../../lib/assets/network-table/naming/same-name'

const labels = parseLabelFiles([
  {
    file: 'isp.tsv',
    text: 'Telenet\ttelenet.be\t1\nElisa\telisa.fi\t2\nWide Telecom\t-\t3\nTTK (Russia)\t-\t4\nTTK (Kazakhstan)\t-\t5\nMetronet\t-\t6',
  },
  { file: 'business.tsv', text: 'Cielo\tcielo.com.br\t11' },
  { file: 'education.tsv', text: 'Wheaton College\twheaton.edu\t21' },
])
const names: readonly (readonly [number, string])[] = [
  [1, 'Telenet BV'],
  [2, 'RIPE Network Coordination Centre'],
  [3, 'Wide Telecom'],
  [4, 'JSC Transtelecom'],
  [5, 'JSC Transtelecom'],
  [6, 'Metronet'],
  [11, 'Cielo, Inc.'],
  [21, 'Wheaton College'],
]

test.each([
  ['WIDE-TELECOM', 'Wide Telecom', 'with a hyphen'],
  ['Wide Telecom', 'Wide Telecom', 'the same'],
  ['WIDE TELECOM', 'Wide Telecom', 'in capitals'],
  ['wide-as WIDE Telecom', 'Wide Telecom', 'behind a handle'],
  ['Wide Telecom Ltd', null, 'with another legal form'],
  ['CIELO Incorporated', 'Cielo', 'with its legal form in full'],
  ['Cielo Inc', 'Cielo', 'without a comma'],
  ['Cielo SRL', null, 'with another legal form'],
  ['Telenet BV', null, 'a common word'],
  ['Metronet', null, 'one word'],
  ['JSC Transtelecom', null, 'of two organisations'],
  ['RIPE Network Coordination Centre', null, 'of a registry'],
  ['Wheaton College', null, 'of an institution such as other towns have'],
])('%s takes the label %s: %s', (name, label, _) => {
  const found = labelsBySameName(labels, new Map([...names, [99, name]]))
  expect(found.get(99)?.name ?? null).toBe(label)
})

test('a labelled network keeps its label', () => {
  expect(labelsBySameName(labels, new Map(names))).toEqual(new Map())
})
