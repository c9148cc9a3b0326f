import { hash } from 'node:crypto'
import { dayOf } from '../../lambda/domain/time/day'
import type { Caller } from '../../lambda/domain/visit/caller'
import type { Engagement } from '../../lambda/domain/visit/engagement'
import { parseVisit, type Visit } from '../../lambda/domain/visit/visit'
import { makeVisitId } from '../../lambda/domain/visit/visit-id'
import { exampleSite } from '../../web/dashboard/example/example-site'
import { oneOf, random } from './chance'
import { type Page, pages } from './pages'
import { type Sitting, sittingsUntil } from './sittings'

/** A visit as a beacon tells of it, and who called. */
export interface InventedVisit {
  readonly visit: Visit
  readonly caller: Caller
}

/** The visits of sixty days up to a moment: on one day always the same, but for those that have not come yet. */
export function exampleVisits(now: Date): InventedVisit[] {
  const today = dayOf(now.toISOString())
  return sittingsUntil(today)
    .flatMap(visitsOf)
    .filter(({ visit }) => Date.parse(visit.time) < now.getTime())
}

function visitsOf(sitting: Sitting): InventedVisit[] {
  const { address, userAgent, browser, seed } = sitting
  const next = random(seed)
  const caller = { ip: address, userAgent, optsOut: false }
  let time = sitting.start
  return sitting.path.map((place, step) => {
    const page = pages[place] as Page
    const visit = visitOf(sitting, page, step, time)
    const engagement = browser === null || next() < 0.15 ? null : readingOf(page, next)
    time += ((engagement?.seconds ?? 20) + 2) * 1000
    return { visit: { ...visit, engagement }, caller }
  })
}

function visitOf(sitting: Sitting, { path, title }: Page, step: number, time: number): Visit {
  const { browser, origin, userAgent, recipient, seed } = sitting
  const randomBytes = hash('sha256', `${seed} ${step}`, 'buffer').subarray(0, 10)
  const message = {
    id: makeVisitId(time, randomBytes),
    page: path,
    title,
    referrer: step === 0 ? sitting.referrer : `https://${exampleSite}/`,
    language: origin?.language,
    timeZone: origin?.timeZone,
    screen: browser?.screen,
    viewport: browser?.viewport,
    webdriver: false,
    to: step === 0 ? recipient : null,
  }
  const arrival = { host: exampleSite, sites: [exampleSite], now: new Date(time), random: randomBytes }
  return parseVisit(message, { ...arrival, userAgent })
}

/** Half a minute or some minutes, most of it above; one in four uses a link. */
function readingOf({ sections, links }: Page, next: () => number): Engagement {
  const seconds = 4 + Math.floor(next() ** 3 * 300)
  const reach = Math.min(100, 25 + Math.floor(next() * 100))
  const seen = sections.slice(0, Math.ceil((sections.length * reach) / 100))
  const used = links.length > 0 && next() < 0.25 ? [oneOf(links, next).replace('https://', '')] : []
  return {
    seconds,
    reach,
    acted: true,
    sections: seen.map((name) => ({ name, seconds: Math.floor(seconds * (0.2 + 0.6 * next())) })),
    links: used,
  }
}
