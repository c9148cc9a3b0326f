import type { InvalidInput } from '../../../lambda/domain/errors'
import { byteLength } from '../../../lambda/domain/text'
import { linksIn, linksText, sectionsIn, sectionsText } from '../../../lambda/domain/visit/engagement'
import {
  isPastReporting,
  parseEngagementReport,
  requirePossible,
} from '../../../lambda/domain/visit/engagement-report'
import { thrownBy } from '../../support/thrown'

const whole = {
  site: 'you.github.io',
  seconds: 12,
  reach: 60,
  acted: true,
  sections: [
    { name: 'intro', seconds: 5 },
    { name: 'Selected publications', seconds: 13 },
  ],
  links: ['acme.com/jobs', 'mailto:jane@you.example', 'tel:+4930123', '/cv.pdf', '#more'],
}

const parsed = (fields: object) => parseEngagementReport({ ...whole, ...fields })
const refused = (body: unknown) => {
  const { detail, field } = thrownBy(() => parseEngagementReport(body)) as InvalidInput
  return [field, detail]
}

test('a whole report is kept as it came', () => {
  const { site, ...engagement } = whole
  expect(parseEngagementReport(whole)).toEqual({ site, engagement })
})

test('the least report says how long and how far', () => {
  expect(parseEngagementReport({ seconds: 0, reach: 0 })).toEqual({
    site: null,
    engagement: { seconds: 0, reach: 0, acted: false, sections: [], links: [] },
  })
})

const many = (one: unknown) => Array(21).fill(one)
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
  [{ reach: 101 }, 'reach', `reach ${number(100)}`],
  [{ reach: -0.5 }, 'reach', `reach ${number(100)}`],
  [{ reach: [60] }, 'reach', `reach ${number(100)}`],
  [{ acted: 'false' }, 'acted', 'acted must be true or false'],
  [{ acted: 0 }, 'acted', 'acted must be true or false'],
  [{ sections: {} }, 'sections', 'sections must be a list'],
  [{ sections: 'intro' }, 'sections', 'sections must be a list'],
  [{ sections: many({ name: 'a', seconds: 1 }) }, 'sections', 'sections must have at most 20 entries'],
  [
    { sections: ['intro'] },
    'sections.0',
    'sections.0 must be an object such as {"name": "intro", "seconds": 5}',
  ],
  [{ sections: [{ name: 'a' }] }, 'sections.0.seconds', 'sections.0.seconds is required'],
  [{ sections: [{ seconds: 1 }] }, 'sections.0.name', 'sections.0.name is required'],
  [{ sections: [{ name: 7, seconds: 1 }] }, 'sections.0.name', 'sections.0.name must be a string'],
  [
    { sections: [whole.sections[0], { name: 'b', seconds: -1 }] },
    'sections.1.seconds',
    `sections.1.seconds ${number(86_700)}`,
  ],
  [
    { sections: [{ name: 'a', seconds: 14 }] },
    'sections.0.seconds',
    'sections.0.seconds must be at most those of the page',
  ],
  [{ links: '/cv.pdf' }, 'links', 'links must be a list'],
  [{ links: many('/cv.pdf') }, 'links', 'links must have at most 20 entries'],
  [{ links: [null] }, 'links.0', 'links.0 must be a string'],
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
  expect(parseEngagementReport(body).engagement).toMatchObject({ seconds: 1, acted: false })
})

test.each([
  ['a|b', 'a b'],
  ['  Jobs \n\u0000 ', 'Jobs'],
  ['\ud800', '�'],
  ['é'.repeat(40), 'é'.repeat(20)],
  ['x'.repeat(39) + 'é', 'x'.repeat(39)],
  ['😀'.repeat(11), '😀'.repeat(10)],
  ['=1+1', '=1+1'],
])('the section %j is kept as %j', (name, kept) => {
  expect(parsed({ sections: [{ name, seconds: 1 }] }).engagement.sections).toEqual([
    { name: kept, seconds: 1 },
  ])
})

test.each(['', ' ', '|', '\u0007'])('a section without a name, %j, is left out', (name) => {
  expect(parsed({ sections: [{ name, seconds: 1 }] }).engagement.sections).toEqual([])
})

test('sections whose kept names are the same are one, as long as the longest', () => {
  const long = 'section '.repeat(5)
  const sections = [
    { name: `${long}one`, seconds: 2 },
    { name: 'other', seconds: 1 },
    { name: `${long}two`, seconds: 7 },
  ]
  expect(parsed({ sections }).engagement.sections).toEqual([
    { name: long.trim(), seconds: 7 },
    { name: 'other', seconds: 1 },
  ])
})

test.each([
  ['acme.com/jobs?token=secret#top', 'acme.com/jobs'],
  ['mailto:jane@you.example?subject=secret', 'mailto:jane@you.example'],
  ['/B%C3%BCcher%2f1.pdf', '/Bücher%2F1.pdf'],
  ['/a|b.pdf', '/a%7Cb.pdf'],
  ['/a\n|b', '/a%20%7Cb'],
  ['#more|or less?', '#more or less?'],
  [`/${'é'.repeat(60)}`, `/${'é'.repeat(49)}`],
  [`#${'x'.repeat(200)}`, `#${'x'.repeat(99)}`],
  ['/\u202ecod.exe', '/%E2%80%AEcod.exe'],
])('the link %j is kept as %j', (link, kept) => {
  expect(parsed({ links: [link] }).engagement.links).toEqual([kept])
})

test('each link is kept once, and none that is empty', () => {
  expect(parsed({ links: ['/a', '', '?x', '/a#b', '/%61', '/b'] }).engagement.links).toEqual(['/a', '/b'])
})

const hostile = ['|', '||', '\u0000', '\ud800x', '\u202e', '1 2|3', '😀'.repeat(99), "' OR 1=1", '<script>']

test('whatever a name is, it is bounded, and the text form keeps it', () => {
  const sections = hostile.map((name) => ({ name, seconds: 3 }))
  const { engagement } = parsed({ sections, links: [...hostile, ...hostile.map((name) => `#${name}`)] })
  expect(sectionsIn(sectionsText(engagement.sections))).toEqual(engagement.sections)
  expect(linksIn(linksText(engagement.links))).toEqual(engagement.links)
  for (const { name } of engagement.sections) expect(byteLength(name)).toBeLessThanOrEqual(40)
  for (const link of engagement.links) expect(byteLength(link)).toBeLessThanOrEqual(100)
})

const now = new Date('2026-11-22T12:00:00.000Z')
const { engagement } = parsed({ sections: [] })

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
