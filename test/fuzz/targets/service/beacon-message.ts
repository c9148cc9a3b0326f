import { type Arrival, parseVisit, type Visit } from '../../../../lambda/domain/visit/visit'
import { allowing, parsedJson, promise, promisePrintable, promiseStorable } from '../../promise'

const arrival: Arrival = {
  host: 'you.github.io',
  sites: ['you.github.io', '*.example.com'],
  now: new Date('2026-11-22T15:45:50.123Z'),
  random: new Uint8Array(10),
  userAgent: 'Mozilla/5.0',
  pageFields: ['id', 'q'],
}

export const seeds = [
  '{"page":"/cv.html?utm_source=mail&id=7#top","title":"Résumé","referrer":"https://www.linkedin.com/feed/?a=1"}',
  '{"id":"019aac4c-1b8b-7001-8203-040506070809","site":"a.example.com","page":"/","canonical":"https://a.example.com/x","language":"de-DE","timeZone":"Europe/Berlin","screen":"1920x1080","viewport":"1200x800","webdriver":false,"to":"1234567890q","beacon":"0123456789abcdef"}',
]
export const words = [
  'utm_source=',
  'utm_medium=',
  'utm_campaign=',
  'ref=',
  'android-app://',
  'https://',
  'xn--',
]

/** What is kept of each field at most, in bytes; the longest is a host and its port. */
const bytes = {
  title: 100,
  language: 35,
  timeZone: 40,
  screen: 32,
  viewport: 32,
  referrer: 100,
  utmSource: 64,
  utmTerm: 64,
}

function read(text: string): Visit | null {
  const body = parsedJson(text)
  return body === undefined ? null : allowing(['InvalidInput', 'Refusal'], () => parseVisit(body, arrival))
}

function tryText(text: string): void {
  const visit = read(text)
  if (visit === null) return
  for (const [name, most] of Object.entries(bytes))
    promiseStorable(name, visit[name as keyof typeof bytes], most)
  promisePrintable('page', visit.page, 256)
  promisePrintable('referrerPath', visit.referrerPath, 100)
  promise(visit.page.startsWith('/'), 'the page is no path:', visit.page)
  promise(
    visit.site === 'you.github.io' || visit.site.endsWith('.example.com'),
    'it is on no list:',
    visit.site,
  )
  const again = read(JSON.stringify({ ...visit, referrer: null, canonical: null }))
  promise(
    again?.page.split('?', 1)[0] === visit.page.split('?', 1)[0],
    'the page is not settled:',
    visit.page,
    again?.page,
  )
  promise(again?.title === visit.title, 'the title is not settled:', visit.title, again?.title)
}

export { tryText as try }
