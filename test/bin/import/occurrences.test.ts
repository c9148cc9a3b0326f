import { visitOf } from '../../../bin/cli/import/log-visit'
import { occurrences } from '../../../bin/cli/import/occurrences'
import { timeOfId } from '../../../lambda/domain/visit/visit-id'
import { clf, cloudfrontHeader, cloudfrontLine, nginxLine } from './formats/sample-lines'
import { readLog } from './read-log'

const idsOf = async (lines: readonly string[], site = 'you.example') =>
  (await readLog(lines)).views.map((view) => visitOf(view, site).id)

test('the same views are counted, other ones apart', () => {
  const occurrenceOf = occurrences()
  expect(['a', 'b', 'a', 'c', 'a'].map(occurrenceOf)).toEqual([0, 0, 1, 0, 2])
})

test('what lies long behind is forgotten, and a thousand views later a view is still known', () => {
  const occurrenceOf = occurrences()
  occurrenceOf('a')
  for (let number = 0; number < 1000; number += 1) occurrenceOf(`${number}`)
  expect(occurrenceOf('a')).toBe(1)
  for (let number = 0; number < 100_000; number += 1) occurrenceOf(`${number}`)
  expect(occurrenceOf('a')).toBe(0)
})

test('a visit is what its line says, at its own time', async () => {
  const { views } = await readLog([clf({ request: 'GET /cv?utm_source=mail&x=1 HTTP/1.1' })])
  expect(views.map((view) => visitOf(view, 'you.example'))).toMatchObject([
    {
      time: '2015-05-17T10:05:03.000Z',
      site: 'you.example',
      page: '/cv',
      utmSource: 'mail',
      referrer: 'a.example',
      referrerPath: '/list',
      userAgent: expect.stringContaining('Firefox'),
      title: null,
    },
  ])
})

test('the time is in the id, and the site makes another one of it', async () => {
  const [[id = ''], [other]] = [await idsOf([clf()]), await idsOf([clf()], 'other.example')]
  expect(timeOfId(id)).toBe(Date.parse('2015-05-17T10:05:03Z'))
  expect(other).not.toBe(id)
})

test.each([
  ['a host before it', [clf({ from: 'you.example:443 203.0.113.7 - -' })]],
  ['another ident, user, length and status', [clf({ from: '203.0.113.7 a b', length: '-', status: '304' })]],
  ['a port and two spaces', [clf({ from: '203.0.113.7:41234  - -' })]],
  ['another time zone', [clf({ time: '17/May/2015:12:05:03 +0200' })]],
  ['ISO time', [clf({ time: '2015-05-17T10:05:03Z' })]],
  ['the address of the site', [clf({ request: 'GET http://you.example/cv.html?lang=de HTTP/2.0' })]],
  ['a field more', [clf({ more: ' "-"' })]],
  ['JSON', [nginxLine()]],
  ['columns', [...cloudfrontHeader, cloudfrontLine()]],
])('the same view makes the same id, written with %s', async (_, lines) => {
  expect(await idsOf(lines)).toEqual(await idsOf([clf()]))
})

test.each([
  ['time', clf({ time: '17/May/2015:10:05:04 +0000' })],
  ['address', clf({ from: '203.0.113.8 - -' })],
  ['page', clf({ request: 'GET /cv.html?lang=en HTTP/1.1' })],
  ['referrer', clf({ referrer: '"-"' })],
  ['agent', clf({ agent: '"-"' })],
])('another %s makes another id', async (_, line) => {
  const [id, other] = await idsOf([clf(), line])
  expect(other).not.toBe(id)
})

test('the second of two views that are the same has an id of its own, the same in every run', async () => {
  const ids = await idsOf([clf(), clf()])
  expect(new Set(ids).size).toBe(2)
  expect(await idsOf([clf(), clf({ status: '304' })])).toEqual(ids)
})
