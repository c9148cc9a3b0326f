import type { Instant } from '../time/day'
import { newestSpellings } from '../visit/newest-spelling'
import type { Pages } from '../visit/page-key'
import { partsOfSection, sectionKey, sectionOf, sectionsInView } from '../visit/section'
import type { Visit } from '../visit/visit'
import { type Counted, frequentValues } from './frequent-values'

/** The most sections and links that are named of an organisation. */
export const sectionsNamed = 3
export const linksNamed = 5

/** What an organisation read, as far as its visits reported it. */
export interface ReadingActivity {
  /** Seconds that pages were in front. */
  readonly seconds: number
  /** The longest in view come first. */
  readonly sections: readonly ReadSection[]
  /** The most used come first. */
  readonly links: readonly UsedLink[]
}

export interface ReadSection {
  readonly page: string
  /** Of the section. */
  readonly name: string
  /** That it was in view. */
  readonly seconds: number
  /** When its page was last spelled so. */
  readonly seen?: Instant
}

export interface UsedLink {
  readonly link: string
  readonly visits: number
}

export const nothingRead: ReadingActivity = { seconds: 0, sections: [], links: [] }

/** Adds up what visits of one organisation reported, in any order. */
export interface ReadingTally {
  add(visit: Visit): void
  /** @param seen when the sections were last in view, where they do not say it */
  join(reading: ReadingActivity, seen: Instant): void
  activity(): ReadingActivity
  /** All that is kept, so that it can be joined. */
  whole(): ReadingActivity
}

interface InView extends Counted {
  seconds: number
}

/** @param most sections and links kept at once; if there are more, those of the most visits are kept */
export function readingTally(pages: Pages, most: number): ReadingTally {
  const spellings = newestSpellings((section) => sectionKey(section, pages))
  const sections = frequentValues<string, InView>({
    most,
    make: () => ({ visits: 0, seconds: 0 }),
    onLost: (key) => spellings.forget(key),
  })
  const links = frequentValues<string, Counted>({ most, make: () => ({ visits: 0 }), onLost: () => {} })
  let seconds = 0
  const view = ({ page, name, seconds }: ReadSection, seen: Instant) => {
    const counted = sections.of(spellings.add({ text: sectionOf(page, name), seen }))
    counted.visits += 1
    counted.seconds += seconds
  }
  const used = () => [...links.entries()].map(([link, { visits }]) => ({ link, visits }))
  const whole = (): ReadSection[] =>
    [...sections.entries()].map(([key, counted]) => {
      const { text, seen } = spellings.of(key)
      return { ...partsOfSection(text), seconds: counted.seconds, seen }
    })
  return {
    add({ page, time, engagement }) {
      if (engagement === null) return
      seconds += engagement.seconds
      for (const one of sectionsInView(engagement)) view({ page, ...one }, time)
      for (const link of new Set(engagement.links)) links.of(link).visits += 1
    },
    join(reading, seen) {
      seconds += reading.seconds
      for (const one of reading.sections) view(one, one.seen ?? seen)
      for (const { link, visits } of reading.links) links.of(link).visits += visits
    },
    activity: () => ({
      seconds,
      sections: whole()
        .toSorted(longer)
        .slice(0, sectionsNamed)
        .map(({ seen: _, ...section }) => section),
      links: used().toSorted(moreUsed).slice(0, linksNamed),
    }),
    whole: () => ({ seconds, sections: whole(), links: used() }),
  }
}

const longer = (a: ReadSection, b: ReadSection): number =>
  b.seconds - a.seconds || (sectionOf(a.page, a.name) < sectionOf(b.page, b.name) ? -1 : 1)

const moreUsed = (a: UsedLink, b: UsedLink): number => b.visits - a.visits || (a.link < b.link ? -1 : 1)
