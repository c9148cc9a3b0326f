import type { Engagement } from '../../lambda/domain/visit/engagement'
import type { Visit } from '../../lambda/domain/visit/visit'
import { plainCount } from './plain-count'
import { oneOf, random } from './random'

const sectionNames = ['intro', 'publications', 'Projects', 'contact', 'a#b', 'über uns']
const links = ['acme.com/jobs', 'mailto:jane@you.example', 'tel:+4930123', '/cv.pdf', '/talk.zip', '#more']

/** Invents what was read in visits: two of three reported it, in sections and by links that repeat. */
export function withReadings<T extends Visit>(visits: readonly T[], seed: number): T[] {
  const next = random(seed)
  const some = <U>(of: readonly U[], most: number) =>
    Array.from({ length: Math.floor(next() * (most + 1)) }, () => oneOf(of, next))
  return visits.map((visit) => {
    if (next() < 1 / 3) return { ...visit, engagement: null }
    const seconds = Math.floor(next() ** 4 * 5000)
    const engagement: Engagement = {
      seconds,
      reach: next() < 0.3 ? 100 : Math.floor(next() * 100),
      acted: next() < 0.5,
      sections: some(sectionNames, 5).map((name) => ({ name, seconds: Math.floor(next() * (seconds + 1)) })),
      links: some(links, 3),
    }
    return { ...visit, engagement }
  })
}

/** What is needed of a visit to count what was read in it. */
export interface Readable {
  readonly page: string
  readonly visitor: string | null
  readonly engagement: Engagement | null
}

/** What was read in visits, counted without any code of the service. */
export function plainReadings(visits: readonly Readable[]) {
  const reported = visits.flatMap((one) => (one.engagement === null ? [] : [{ ...one, ...one.engagement }]))
  const times = reported.map(({ seconds }) => Math.min(seconds, 3600)).toSorted((a, b) => a - b)
  const [before, after] = [times[Math.ceil(times.length / 2) - 1], times[Math.floor(times.length / 2)]]
  const total = reported.reduce((sum, { seconds }) => sum + seconds, 0)
  const sections = new Map<string, (Readable & { inView: number })[]>()
  const used = new Map<string, Readable[]>()
  for (const visit of reported) {
    for (const name of new Set(visit.sections.map((one) => one.name))) {
      const inView = visit.sections
        .filter((one) => one.name === name)
        .reduce((sum, { seconds }) => sum + seconds, 0)
      const key = `${visit.page}#${name}`
      if (inView > 0) sections.set(key, [...(sections.get(key) ?? []), { ...visit, inView }])
    }
    for (const link of new Set(visit.links)) used.set(link, [...(used.get(link) ?? []), visit])
  }
  return {
    visits: reported.length,
    seconds: total,
    median: before === undefined || after === undefined ? null : (before + after) / 2,
    reachedEnd: reported.filter(({ reach }) => reach === 100).length,
    sections: new Map(
      [...sections].map(([section, its]) => [
        section,
        { ...plainCount(its), seconds: its.reduce((sum, { inView }) => sum + inView, 0) },
      ]),
    ),
    links: new Map([...used].map(([link, its]) => [link, plainCount(its)])),
  }
}
