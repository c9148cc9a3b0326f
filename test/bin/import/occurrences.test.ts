import { parseLogLine } from '../../../bin/cli/import/log-line'
import { visitOf } from '../../../bin/cli/import/log-visit'
import { occurrences } from '../../../bin/cli/import/occurrences'
import { timeOfId } from '../../../lambda/domain/visit-id'

const line =
  '203.0.113.7 - - [17/May/2015:10:05:03 +0000] "GET /cv?utm_source=mail&x=1 HTTP/1.1" 200 1 "https://a.example/p?q=1" "Mozilla"'
// biome-ignore lint/style/noNonNullAssertion: the line is in combined format
const entry = parseLogLine(line)!
const visit = (occurrence: number, site = 'you.example') =>
  visitOf({ line, occurrence, entry, page: '/cv?utm_source=mail&x=1' }, site)

test('identical lines are counted, other ones apart, and old seconds are forgotten', () => {
  const occurrenceOf = occurrences()
  expect([occurrenceOf(0, 'a'), occurrenceOf(0, 'b'), occurrenceOf(0, 'a'), occurrenceOf(1, 'a')]).toEqual([
    0, 0, 1, 0,
  ])
  for (let second = 2; second < 700; second += 1) occurrenceOf(second, 'a')
  expect(occurrenceOf(0, 'a')).toBe(0)
})

test('a visit is what its line says, at its own time', () => {
  expect(visit(0)).toMatchObject({
    time: '2015-05-17T10:05:03.000Z',
    site: 'you.example',
    page: '/cv',
    utmSource: 'mail',
    referrer: 'a.example',
    referrerPath: '/p',
    userAgent: 'Mozilla',
    title: null,
  })
})

test('the same line makes the same id, and another occurrence or site another', () => {
  expect(visit(0).id).toBe(visit(0).id)
  expect(new Set([visit(0).id, visit(1).id, visit(0, 'other.example').id]).size).toBe(3)
  expect(timeOfId(visit(0).id)).toBe(Date.parse('2015-05-17T10:05:03Z'))
})
