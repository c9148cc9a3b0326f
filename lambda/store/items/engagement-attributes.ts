import { byteLength } from '../../domain/text'
import { type Engagement, linksIn, linksText, sectionsIn, sectionsText } from '../../domain/visit/engagement'
import type { Change } from '../item-table'

/** Names of the attributes that hold what was read. */
const engagementNames = {
  seconds: 'es',
  reach: 'er',
  acted: 'ea',
  sections: 'en',
  links: 'el',
} as const

/** The attribute that every engagement has. */
export const secondsName = engagementNames.seconds

/** The most bytes that all of it takes, names included. */
export const engagementBytes = 400

/** Bytes of the totals at their largest: three names, five digits, three digits, and a truth. */
const totalBytes = 6 + 5 + 4 + 1

type Attributes = Readonly<Record<string, string | number | boolean>>

/** What holds for an item that has nothing of an engagement, or less than one of `:seconds`. */
export const hasLess = {
  expression: '(attribute_not_exists(#seconds) OR #seconds < :seconds)',
  names: { '#seconds': engagementNames.seconds },
} as const

interface EngagementChange extends Change {
  readonly set: Attributes
}

/** The change by which an item gets an engagement, all of it; null where `budget` has no room for any. */
export function engagementChange(engagement: Engagement, budget = engagementBytes): EngagementChange | null {
  const set = engagementAttributes(engagement, budget)
  const remove = Object.values(engagementNames).filter((name) => !(name in set))
  return engagementNames.seconds in set ? { set, remove } : null
}

/** Seconds that an item has of an engagement; -1 where it has none. */
export const secondsIn = (item: Readonly<Record<string, unknown>>): number =>
  Number(item[engagementNames.seconds] ?? -1)

/** Whether an attribute is one of those. */
export const isOfEngagement = (name: string): boolean => ownNames.has(name)
const ownNames: ReadonlySet<string> = new Set(Object.values(engagementNames))

/**
 * Returns the attributes of an engagement, at most `budget` bytes of them. The last links give way first, then the last
 * sections, then all of it.
 */
export function engagementAttributes(
  { seconds, reach, acted, sections, links }: Engagement,
  budget = engagementBytes,
): Attributes {
  const room = Math.min(budget, engagementBytes) - totalBytes
  if (room < 0) return {}
  const sectionText = fitting(sections, sectionsText, room - engagementNames.sections.length)
  const taken = sectionText === '' ? 0 : engagementNames.sections.length + byteLength(sectionText)
  const linkText = fitting(links, linksText, room - taken - engagementNames.links.length)
  return {
    [engagementNames.seconds]: seconds,
    [engagementNames.reach]: reach,
    ...(acted && { [engagementNames.acted]: true }),
    ...(sectionText !== '' && { [engagementNames.sections]: sectionText }),
    ...(linkText !== '' && { [engagementNames.links]: linkText }),
  }
}

/** Reads the engagement of a visit's item; null where none was reported. */
export function engagementIn(item: Attributes): Engagement | null {
  const seconds = item[engagementNames.seconds] as number | undefined
  if (seconds === undefined) return null
  return {
    seconds,
    reach: item[engagementNames.reach] as number,
    acted: item[engagementNames.acted] === true,
    sections: sectionsIn((item[engagementNames.sections] as string | undefined) ?? ''),
    links: linksIn((item[engagementNames.links] as string | undefined) ?? ''),
  }
}

/** Returns the text of as many first entries as fit. */
function fitting<T>(all: readonly T[], textOf: (some: readonly T[]) => string, bytes: number): string {
  for (let many = all.length; many > 0; many--) {
    const text = textOf(all.slice(0, many))
    if (byteLength(text) <= bytes) return text
  }
  return ''
}
