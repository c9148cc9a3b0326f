import { storeOf } from './store'

/** A page, and the title that it had at a time. */
interface TitledPage {
  readonly site: string
  readonly page: string
  readonly title: string | null
  readonly time: string
}

interface Known {
  readonly title: string
  readonly time: string
}

/** Titles that answers have told, by site and page. They are kept in no browser. */
const sites = new Map<string, Map<string, Known>>()

/** Another number after each change. */
export const titlesVersion = storeOf(0)

/** Notes titles out of an answer: of each page the newest. */
export function noteTitles(pages: readonly TitledPage[]): void {
  let isChanged = false
  for (const { site, page, title, time } of pages) {
    if (title === null || title.trim() === '') continue
    const titles = sites.get(site) ?? new Map<string, Known>()
    sites.set(site, titles)
    const before = titles.get(page)
    if (before !== undefined && before.time > time) continue
    isChanged ||= before?.title !== title
    titles.set(page, { title, time })
  }
  if (isChanged) titlesVersion.set(titlesVersion.get() + 1)
}

/** The title of a page; null where it is not known. @param site null for any, where all sites say the same */
export function titleOf(page: string, site: string | null): string | null {
  const titles = new Set(titlesIn(site).flatMap((one) => one.get(page)?.title ?? []))
  const [title] = titles
  return titles.size === 1 && title !== undefined ? title : null
}

/** Whether another page has that title too. */
export const isClashing = (page: string, title: string, site: string | null): boolean =>
  titlesIn(site).some((one) => [...one].some(([other, known]) => known.title === title && other !== page))

const titlesIn = (site: string | null): readonly ReadonlyMap<string, Known>[] =>
  site === null ? [...sites.values()] : [sites.get(site) ?? new Map()]
