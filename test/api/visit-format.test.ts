import { parse } from 'csv-parse/sync'
import { csvOf, excelOf, formatFor, ndjsonOf } from '../../lambda/api/visit-format'
import { visitAnswerOf, visitColumns } from '../../lambda/api/visits'
import { zoneOf } from '../../lambda/domain/time/zone'
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
  'id,time,site,page,title,asn,organisation,organisationKey,domain,kind,confidence,evidence,reverseDomain,bot,botOperator,botPurpose,referrer,referrerPath,referrerGroup,utmSource,utmMedium,utmCampaign,utmTerm,utmContent,country,language,timeZone,screen,viewport,userAgent,browser,os,device,ip,visitor,host,region,city,httpVersion,seconds,reach,acted,sections,links,mine,recipient,recipientCode,scanned,fetched'

test('no visits are a header', () => {
  expect(csvOf([])).toBe(`${header}\r\n`)
})

test('a visit is a line of RFC 4180, its text in quotes', () => {
  expect(csvOf([awkward])).toBe(
    `${header}\r\n"01a203ef-642b-7000-8000-000000000000","2026-11-22T15:45:50.123Z","you.github.io","/a,b","He said ""hi""",64496,"Example Bank","example-bank","bank.example","business","high","label",,,,,,"two\r\nlines",,"lone\nfeed","lone\rreturn","""","Zürich 🙂","O'Brien",,,,,,"${firefox}","Firefox 145","Linux","desktop",,,,,,,,,,,,false,,,false,false\r\n`,
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
  ['\tx', "'\tx"],
  ['\rx', "'\rx"],
  ['＝1', "'＝1"],
  ['=HYPERLINK("http://evil.com","x")', `'=HYPERLINK(""http://evil.com"",""x"")`],
  ['x;=1+1', "x;'=1+1"],
  ['x\t@SUM(A1)', "x\t'@SUM(A1)"],
  ['x\n-1', "x\n'-1"],
  ['x;"=1+1', `x;""'=1+1`],
  ['x; +1', "x; '+1"],
  ['x;＝1', "x;'＝1"],
  ['=1;=2', "'=1;'=2"],
  ['x;y\tz', 'x;y\tz'],
  ['x,=1+1', 'x,=1+1'],
  ['a=1', 'a=1'],
])('the cell %j becomes %j', (title, cell) => {
  expect(csvOf([described(visitAt('2026-11-22T15:45:50Z', { title }))], { header: false })).toContain(
    `,"you.github.io","/","${cell}",,`,
  )
})

const berlin = zoneOf('Europe/Berlin')

test.each([
  ['title', 'x,=1+1;y', `"x,'=1+1;y"`],
  ['title', '5e12', `"'5e12"`],
  ['title', '007', `"'007"`],
  ['title', '1-2', `"'1-2"`],
  ['title', '12:30', `"'12:30"`],
  ['title', '5 %', `"'5 %"`],
  ['title', '7 tips', '"7 tips"'],
  ['visitor', '5e1234567890', `"'5e1234567890"`],
  ['visitor', '5e1234567890ab', '"5e1234567890ab"'],
] as const)('for Excel, the %s %j becomes %s', (field, text, cell) => {
  const visit = described(visitAt('2026-11-22T15:45:50.123Z', { [field]: text }))
  const line = excelOf([visit], { header: false, separator: ';', zone: berlin })
  const bare = line.replaceAll(/"[^"]*"/g, (quoted) => quoted.replaceAll(';', '|')).split(';')
  expect(bare[visitColumns.indexOf(field)]?.replaceAll('|', ';')).toBe(cell)
  expect(bare[visitColumns.indexOf('time')]).toBe('"2026-11-22 16:45:50"')
})

test('a file for Excel begins with a byte order mark and the names of the columns', () => {
  expect(excelOf([], { separator: ';', zone: berlin })).toBe(`\ufeff${header.replaceAll(',', ';')}\r\n`)
})

const formulas = ['=1', '+1', '-1', '@A', '＝1', "'=1", ' =1', '"=1']
const poisons = [',', ';', '\t', '\n', '\r\n', '"', '",', '";', `"";`, ` ,`].flatMap((before) =>
  formulas.map((formula) => `x${before}${formula}${before}y`),
)
const poisoned = [...formulas, ...poisons].map((text) =>
  described(
    visitAt('2026-11-22T15:45:50.123Z', {
      page: text,
      title: text,
      referrer: text,
      referrerPath: text,
      utmCampaign: text,
      utmSource: text,
      userAgent: text,
      visitor: text,
    }),
  ),
)

const own = /^[=+\-@＝]/
const foreign = /^[" ]*[=+\-@＝]/

test.each([
  ['plain', ',', csvOf(poisoned)],
  ['for Excel, with semicolons', ';', excelOf(poisoned, { separator: ';', zone: berlin })],
  ['for Excel, with commas', ',', excelOf(poisoned, { separator: ',', zone: berlin })],
  ['for Excel, with tabs', '\t', excelOf(poisoned, { separator: '\t', zone: berlin })],
])('no cell of a file %s begins with a formula, whatever separator it is read with', (_, separator, text) => {
  for (const delimiter of [[','], [';'], ['\t'], [',', ';'], [',', ';', '\t']]) {
    const lines: string[][] = parse(text, {
      bom: true,
      delimiter,
      relax_quotes: true,
      relax_column_count: true,
    })
    const formula = delimiter.includes(separator) ? own : foreign
    expect(lines.length).toBeGreaterThanOrEqual(poisoned.length)
    expect(lines.flat().filter((cell) => formula.test(cell))).toEqual([])
  }
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

test('what was read is in cells of their own, its lists as one text each', () => {
  const engagement = {
    ...{ seconds: 52, reach: 80, acted: true },
    sections: [
      { name: 'intro', seconds: 12 },
      { name: 'Talks; =1', seconds: 40 },
    ],
    links: ['acme.com/jobs', '/cv.pdf'],
  }
  const read = described(visitAt('2026-11-22T15:45:50.123Z', { engagement }))
  expect(csvOf([read], { header: false })).toMatch(
    /,52,80,true,"12 intro\|40 Talks; '=1","acme\.com\/jobs\|\/cv\.pdf",false,,,false,false\r\n$/,
  )
  const unread = { ...engagement, acted: false, sections: [], links: [] }
  const bare = described(visitAt('2026-11-22T15:45:50.123Z', { engagement: unread }))
  expect(csvOf([bare], { header: false })).toMatch(/,52,80,false,,,false,,,false,false\r\n$/)
  expect(JSON.parse(ndjsonOf([read]))).toMatchObject(engagement)
})
