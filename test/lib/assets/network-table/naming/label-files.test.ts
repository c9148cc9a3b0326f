import { parseLabelFiles } from '../../../../../lib/assets/network-table/naming/label-files'

const acme = { file: 'business.tsv', text: '# a remark\nAcme\tacme.com\t1 2' }

test('labels have the kind that their file is named for', () => {
  const labels = parseLabelFiles([acme, { file: 'isp.tsv', text: 'Globex\t-\t3' }])
  expect(labels.map(({ kind, name, place }) => [kind, name, place])).toEqual([
    ['business', 'Acme', 'business.tsv:2'],
    ['isp', 'Globex', 'isp.tsv:1'],
  ])
})

test.each([
  [
    'in one line',
    'business.tsv',
    'Globex\t-\t3 3',
    'business.tsv:1: AS3 is labelled at business.tsv:1 already',
  ],
  ['in one file', 'isp.tsv', 'A\t-\t3\nB\t-\t4 3', 'isp.tsv:2: AS3 is labelled at isp.tsv:1 already'],
  ['in two files', 'isp.tsv', 'A\t-\t3\nB\t-\t2', 'isp.tsv:2: AS2 is labelled at business.tsv:2 already'],
  [
    'of an unknown kind',
    'bank.tsv',
    'A\t-\t3',
    'bank.tsv:1: no kind is called bank; the kinds are unknown, business',
  ],
  [
    'without a dot',
    'isp.tsv',
    'A\tlocalhost\t3',
    'isp.tsv:1: localhost is no domain; write one such as example.com',
  ],
  ['with a path', 'isp.tsv', 'A\ta.com/b\t3', 'isp.tsv:1: a.com/b is no domain'],
  ['in capitals', 'isp.tsv', 'A\tA.com\t3', 'isp.tsv:1: A.com is no domain'],
  ['as an address', 'isp.tsv', 'A\t10.0.0.1\t3', 'isp.tsv:1: 10.0.0.1 is no domain'],
])('a label %s is refused with its file and line', (_, file, text, message) => {
  expect(() => parseLabelFiles([acme, { file, text }])).toThrow(message)
})
