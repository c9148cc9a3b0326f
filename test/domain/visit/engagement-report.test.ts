import type { InvalidInput } from '../../../lambda/domain/errors'
import { byteLength } from '../../../lambda/domain/text'
import { linksIn, linksText, sectionsIn, sectionsText } from '../../../lambda/domain/visit/engagement'
import {
  isPastReporting,
  parseEngagementReport,
  requirePossible,
} from '../../../lambda/domain/visit/engagement-report'
import { reportOf } from '../../support/engagement-report'
import { thrownBy } from '../../support/thrown'

const host = 'you.github.io'
const read = {
  seconds: 12,
  reach: 60,
  acted: true,
  sections: [
    { name: 'intro', seconds: 5 },
    { name: 'Selected publications', seconds: 13 },
  ],
  links: ['acme.com/jobs', 'mailto:jane@you.example', 'tel:+4930123', '/cv.pdf', '#more'],
}
const whole = { site: host, ...reportOf(read) }

const parsed = (fields: object) => parseEngagementReport({ ...whole, ...fields }, host)
const refused = (body: unknown) => {
  const { detail, field } = thrownBy(() => parseEngagementReport(body, host)) as InvalidInput
  return [field, detail]
}

test('a whole report is kept as it came', () => {
  expect(parseEngagementReport(whole, host)).toEqual({ site: host, engagement: read })
})

test('the least report says how long and how far', () => {
  expect(parseEngagementReport({ seconds: 0, reach: 0 }, host)).toEqual({
    site: null,
    engagement: { seconds: 0, reach: 0, acted: false, sections: [], links: [] },
  })
})

const many = Object.fromEntries(Array.from({ length: 21 }, (_, at) => [`section ${at}`, 1]))
const number = (most: number) => `must be a whole number from 0 to ${most}`

test.each<[object, string, string]>([
  [{ seconds: undefined }, 'seconds', 'seconds is required'],
  [{ seconds: -1 }, 'seconds', `seconds ${number(86_700)}`],
  [{ seconds: 1.5 }, 'seconds', `seconds ${number(86_700)}`],
  [{ seconds: '12' }, 'seconds', `seconds ${number(86_700)}`],
  [{ seconds: null }, 'seconds', `seconds ${number(86_700)}`],
  [{ seconds: Number.POSITIVE_INFINITY }, 'seconds', `seconds ${number(86_700)}`],
  [{ seconds: 86_701 }, 'seconds', `seconds ${number(86_700)}`],
  [{ seconds: true }, 'seconds', `seconds ${number(86_700)}`],
  [{ reach: undefined }, 'reach', 'reach is required'],
  [{ reach: 101 }, 'reach', 'reach must be a number from 0 to 100'],
  [{ reach: -0.5 }, 'reach', 'reach must be a number from 0 to 100'],
  [{ reach: [60] }, 'reach', 'reach must be a number from 0 to 100'],
  [{ acted: 'false' }, 'acted', 'acted must be true or false'],
  [{ acted: 0 }, 'acted', 'acted must be true or false'],
  [{ sections: [] }, 'sections', 'sections must be an object such as {"intro": 5}'],
  [{ sections: 'intro' }, 'sections', 'sections must be an object such as {"intro": 5}'],
  [{ sections: many }, 'sections', 'sections must have at most 20 names'],
  [{ sections: { a: null } }, 'sections.a', `sections.a ${number(86_700)}`],
  [{ sections: { a: '5' } }, 'sections.a', `sections.a ${number(86_700)}`],
  [{ sections: { intro: 5, b: -1 } }, 'sections.b', `sections.b ${number(86_700)}`],
  [{ sections: { a: 14 } }, 'sections.a', 'sections.a must be at most those of the page'],
  [{ links: '/cv.pdf' }, 'links', 'links must be an object such as {"https://acme.com/jobs": 1}'],
  [{ links: ['#a'] }, 'links', 'links must be an object such as {"https://acme.com/jobs": 1}'],
])('%j is refused, naming %s', (fields, field, detail) => {
  expect(refused({ ...whole, ...fields })).toEqual([field, detail])
})

test.each([null, 7, 'text', [], [whole]])('%j is no report', (body) => {
  const detail = 'body must be a JSON object such as {"seconds": 12, "reach": 60}'
  expect(refused(body)).toEqual([undefined, detail])
})

test.each([7, {}, [], null, 'x'.repeat(9999)])('an odd site, %j, is left out, as of a visit', (site) => {
  expect(parsed({ site }).site).toBeNull()
})

test('what the prototype is said to be changes nothing', () => {
  const body = JSON.parse('{"seconds": 1, "reach": 2, "__proto__": {"acted": true}, "constructor": 7}')
  expect(parseEngagementReport(body, host).engagement).toMatchObject({ seconds: 1, acted: false })
})

test.each([
  ['a|b', 'a b'],
  ['  Jobs \n\u0000 ', 'Jobs'],
  ['\ud800', '�'],
  ['é'.repeat(40), 'é'.repeat(20)],
  [`${'x'.repeat(39)}é`, 'x'.repeat(39)],
  ['😀'.repeat(11), '😀'.repeat(10)],
  ['=1+1', '=1+1'],
])('the section %j is kept as %j', (name, kept) => {
  expect(parsed({ sections: { [name]: 1 } }).engagement.sections).toEqual([{ name: kept, seconds: 1 }])
})

test.each(['', ' ', '|', '\u0007'])('a section without a name, %j, is left out', (name) => {
  expect(parsed({ sections: { [name]: 1 } }).engagement.sections).toEqual([])
})

test('sections whose kept names are the same are one, as long as the longest', () => {
  const long = 'section '.repeat(5)
  const sections = { [`${long}one`]: 2, other: 1, [`${long}two`]: 7 }
  expect(parsed({ sections }).engagement.sections).toEqual([
    { name: long.trim(), seconds: 7 },
    { name: 'other', seconds: 1 },
  ])
})

test.each([
  ['https://acme.com/jobs?token=secret#top', 'acme.com/jobs'],
  ['https://jane:secret@acme.com:8443/', 'acme.com:8443'],
  ['http://BÜCHER.example/', 'xn--bcher-kva.example'],
  ['mailto:jane@you.example?subject=secret', 'mailto:jane@you.example'],
  ['https://you.github.io/B%C3%BCcher%2f1.pdf', '/Bücher%2F1.pdf'],
  ['https://you.github.io/a|b.PDF?v=2', '/a%7Cb.PDF'],
  ['#more|or less?', '#more or less?'],
  [`https://acme.com/${'é'.repeat(60)}`, `acme.com/${'é'.repeat(45)}`],
  [`#${'x'.repeat(200)}`, `#${'x'.repeat(99)}`],
  ['https://acme.com/\u202ecod.exe', 'acme.com/%E2%80%AEcod.exe'],
])('the link %j is kept as %j', (link, kept) => {
  expect(parsed({ links: { [link]: 1 } }).engagement.links).toEqual([kept])
})

test.each([
  ['a page of the site', 'https://you.github.io/about'],
  ['one by the host that the report names', 'https://www.example.com/about'],
  ['a script', 'javascript:alert(1)'],
  ['data', 'data:text/html,x'],
  ['a file of the reader’s', 'file:///etc/passwd'],
  ['no address', 'cv.pdf'],
  ['a mark without a name', '#|'],
  ['nothing', ''],
])('%s is no link that is kept', (_, link) => {
  expect(parsed({ site: 'www.example.com', links: { [link]: 1 } }).engagement.links).toEqual([])
})

test('each link is kept once, and the first twenty of them', () => {
  const links = [
    'https://a.dev/x',
    'https://a.dev/x?y',
    'https://a.dev/%78',
    ...Array.from({ length: 40 }, (_, at) => `#${at}`),
  ]
  const { engagement } = parsed({ links: Object.fromEntries(links.map((link) => [link, 1])) })
  expect(engagement.links).toEqual(['a.dev/x', ...Array.from({ length: 19 }, (_, at) => `#${at}`)])
})

const hostile = ['|', '||', '\u0000', '\ud800x', '\u202e', '1 2|3', '😀'.repeat(99), "' OR 1=1", '<script>']

test('whatever a name is, it is bounded, and the text form keeps it', () => {
  const sections = Object.fromEntries(hostile.map((name) => [name, 3]))
  const addresses = hostile.flatMap((name) => [name, `#${name}`, `https://a.dev/${name}`])
  const { engagement } = parsed({ sections, links: Object.fromEntries(addresses.map((one) => [one, 1])) })
  expect(sectionsIn(sectionsText(engagement.sections))).toEqual(engagement.sections)
  expect(linksIn(linksText(engagement.links))).toEqual(engagement.links)
  for (const { name } of engagement.sections) expect(byteLength(name)).toBeLessThanOrEqual(40)
  for (const link of engagement.links) expect(byteLength(link)).toBeLessThanOrEqual(100)
})

const now = new Date('2026-11-22T12:00:00.000Z')
const { engagement } = parsed({ sections: {} })

test.each([
  ['the seconds since', 0, 300],
  ['those and the clock’s tolerance', -60_000, 360],
  ['those of a clock that is ahead', 240_000, 60],
])('seconds are at most %s the visit', (_, offset, most) => {
  const visited = now.getTime() + offset
  expect(() => requirePossible({ ...engagement, seconds: most }, visited, now)).not.toThrow()
  const tooLong = () => requirePossible({ ...engagement, seconds: most + 1 }, visited, now)
  expect(thrownBy(tooLong)).toMatchObject({ name: 'InvalidInput', field: 'seconds' })
})

test('a visit may be reported on for a day', () => {
  expect(isPastReporting(now.getTime() - 86_400_000, now)).toBe(false)
  expect(isPastReporting(now.getTime() - 86_400_001, now)).toBe(true)
})
