import type { Engagement, SectionTime } from './engagement'
import { type Pages, pageKey } from './page-key'

/** Stands between page and section. No page has it. */
const mark = '#'

/** Names a section of a page: `/cv#publications`. */
export const sectionOf = (page: string, name: string): string => page + mark + name

/** Returns page and name of a section. */
export function partsOfSection(section: string): { readonly page: string; readonly name: string } {
  const at = section.indexOf(mark)
  return at < 0 ? { page: section, name: '' } : { page: section.slice(0, at), name: section.slice(at + 1) }
}

/** Returns the key that a section is counted under, the same for all spellings of its page. */
export function sectionKey(section: string, pages: Pages): string {
  const { page, name } = partsOfSection(section)
  return sectionOf(pageKey(page, pages), name)
}

/** Returns the sections that were in view for a second or more, each once. */
export function sectionsInView({ sections }: Pick<Engagement, 'sections'>): readonly SectionTime[] {
  if (sections.every(isOnceInView)) return sections // as beacons report them
  const seconds = new Map<string, number>()
  for (const one of sections)
    if (one.seconds > 0) seconds.set(one.name, (seconds.get(one.name) ?? 0) + one.seconds)
  return [...seconds].map(([name, time]) => ({ name, seconds: time }))
}

function isOnceInView({ name, seconds }: SectionTime, at: number, all: readonly SectionTime[]): boolean {
  for (let before = 0; before < at; before++) if (all[before]?.name === name) return false
  return seconds > 0
}
