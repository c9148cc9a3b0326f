import { csvOf, formatFor, ndjsonOf } from '../../lambda/api/visit-format'
import { visitAnswerOf, visitColumns } from '../../lambda/api/visits'
import { parseCsv } from '../support/csv'
import { described, firefox, visitAt } from '../support/memory/visits'

const awkward = described(
  visitAt('2026-11-22T15:45:50.123Z', {
    page: '/a,b',
    title: 'He said "hi"',
    referrerPath: 'two\r\nlines',
    utmSource: 'lone\nfeed',
    utmMedium: 'lone\rreturn',
    utmCampaign: '"',
    utmTerm: 'Zürich 🙂',
    utmContent: "O'Brien",
    asn: 64496,
  }),
)
const plain = described(visitAt('2026-11-22T15:45:49.000Z', { visitor: '-1', country: 'DE' }))

const header =
  'id,time,site,page,title,asn,organisation,organisationKey,domain,kind,confidence,evidence,reverseDomain,bot,botOperator,botPurpose,referrer,referrerPath,referrerGroup,utmSource,utmMedium,utmCampaign,utmTerm,utmContent,country,language,timeZone,screen,viewport,userAgent,browser,os,device,ip,visitor,host'

test('no visits are a header', () => {
  expect(csvOf([])).toBe(`${header}\r\n`)
})

test('a visit is a line of RFC 4180', () => {
  expect(csvOf([awkward])).toBe(
    `${header}\r\n01a203ef-642b-7000-8000-000000000000,2026-11-22T15:45:50.123Z,you.github.io,"/a,b","He said ""hi""",64496,Example Bank,example-bank,bank.example,business,high,label,,,,,,"two\r\nlines",,"lone\nfeed","lone\rreturn","""",Zürich 🙂,O'Brien,,,,,,"${firefox}",Firefox 145,Linux,desktop,,,\r\n`,
  )
})

test('the header may be left out, for pages that follow the first', () => {
  expect(csvOf([], { header: false })).toBe('')
})

test.each([
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\tx', `"'\tx"`],
  ['\rx', `"'\rx"`],
  ['＝1', "'＝1"],
  ['=HYPERLINK("http://evil.com","x")', `"'=HYPERLINK(""http://evil.com"",""x"")"`],
  ['x;=1+1', `"x;'=1+1"`],
  ['x\t@SUM(A1)', `"x\t'@SUM(A1)"`],
  ['x\n-1', `"x\n'-1"`],
  ['x;"=1+1', `"x;""'=1+1"`],
  ['x; +1', `"x; '+1"`],
  ['x;＝1', `"x;'＝1"`],
  ['=1;=2', `"'=1;'=2"`],
  ['x;y\tz', `"x;y\tz"`],
  ['a=1', 'a=1'],
  ['', ''],
])('the cell %j becomes %j', (title, cell) => {
  expect(csvOf([described(visitAt('2026-11-22T15:45:50Z', { title }))], { header: false })).toContain(
    `,you.github.io,/,${cell},,,`,
  )
})

test('every format says the same, but for the apostrophe before a formula', () => {
  const ndjson = ndjsonOf([awkward, plain])
  const objects = ndjson
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line))
  expect(objects).toEqual([awkward, plain].map(visitAnswerOf))
  const [names, ...lines] = parseCsv(csvOf([awkward, plain]))
  expect(names).toEqual(visitColumns)
  const cells = (visit: typeof plain) => visitColumns.map((name) => String(visit[name] ?? ''))
  expect(lines).toEqual([cells(awkward), cells({ ...plain, visitor: "'-1" })])
})

test('NDJSON of no visits is empty', () => {
  expect(ndjsonOf([])).toBe('')
})

test.each([
  [undefined, 'json'],
  ['', 'json'],
  ['*/*', 'json'],
  ['application/json', 'json'],
  ['text/csv', 'csv'],
  ['TEXT/CSV; charset=utf-8', 'csv'],
  ['text/*', 'csv'],
  ['application/x-ndjson', 'ndjson'],
  ['text/html, application/x-ndjson', 'ndjson'],
  ['text/csv, application/json', 'csv'],
  ['application/json, text/csv', 'json'],
  ['application/json;q=0.5, text/csv', 'csv'],
  ['text/csv;q=0.1, */*', 'json'],
  ['text/csv;q=0', 'json'],
  ['text/csv;q=x', 'json'],
  ['text/html', 'json'],
  ['constructor', 'json'],
])('Accept: %s asks for %s', (accept, format) => {
  expect(formatFor(accept)).toBe(format)
})
