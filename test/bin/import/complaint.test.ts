import { complaintOf } from '../../../bin/cli/import/complaint'
import { latin1 } from './read-log'

const shown = (line: string) =>
  complaintOf('access.log', 7, latin1(line)).replace('access.log line 7 is not understood: ', '')

test.each([
  ['198.51.100.9 is no line', '… is no line'],
  ['crawl.example.com is no line', '… is no line'],
  ['you.example:443 198.51.100.9 - -', '… … - -'],
  ['a 198.51.100.9:41234 b', '… …:41234 b'],
  ['a "198.51.100.9, 10.0.0.1" b', '… "…, …" b'],
  ['a 2001:db8::7 b', '… … b'],
  ['a [2001:DB8:0:0:0:0:0:7]:443 b', '… […]:443 b'],
  ['a ::ffff:198.51.100.9 b', '… …… b'],
  ['a ::1 b', '… … b'],
  ['a fe80::1%eth0 b', '… … b'],
  ['a p198-51-100-9.dsl.example b', '… p….dsl.example b'],
  ['a 198.51.100 b', '… … b'],
  ['a 2001:db8:1 b', '… … b'],
  [
    '- - - [17/May/2015:10:05:03 +0000] "GET / HTTP/1.1"',
    '… - - [17/May/2015:10:05:03 +0000] "GET / HTTP/1.1"',
  ],
  ['- 10:05:03 2015-05-17', '… 10:05:03 2015-05-17'],
  ['{"ip":"198.51.100.9","at":"10:05:03"}', '{"ip":"…","at":"10:05:03"}'],
  ['- a\u001b[31mred\u202e', '… a[31mred'],
  ['- größer', '… größer'],
  [`- ${'x'.repeat(200)}`, `… ${'x'.repeat(78)}`],
  [`- ${'x'.repeat(73)} 198.51.100.9`, `… ${'x'.repeat(73)} …`],
])('%j is shown as %j', (line, expected) => {
  expect(shown(line)).toBe(expected)
})
