import { readLog } from '../read-log'
import { describeFormat, type Row } from './rows'
import { iisHeader, iisLine } from './sample-lines'

const iis: readonly Row[] = [
  ['a plain line', iisLine(), {}],
  ['no query', iisLine({ query: '-' }), { page: '/cv.html' }],
  ['no host', iisLine({ host: '-' }), {}],
  ['IPv6 with a zone', iisLine({ address: 'fe80::7%4' }), { address: 'fe80::7' }],
  ['another site', iisLine({ host: 'me.example' }), 'otherSite'],
  ['a path in UTF-8', iisLine({ path: '/café', query: '-' }), { page: '/café' }],
  ['a form that was sent', iisLine({ method: 'POST' }), 'notGet'],
  ['a line cut short', iisLine().slice(0, -20), 'notUnderstood'],
]

describeFormat('iis', iis, iisHeader)

test('the columns of a header hold until the next one', async () => {
  const fields = '#Fields: time c-ip cs-method cs-uri-stem sc-status date'
  const lines = [...iisHeader, iisLine(), fields, '10:05:04 203.0.113.8 GET /other 200 2015-05-17']
  const { views } = await readLog(lines)
  expect(views.map(({ page, address }) => [page, address])).toEqual([
    ['/cv.html?lang=de', '203.0.113.7'],
    ['/other', '203.0.113.8'],
  ])
})
