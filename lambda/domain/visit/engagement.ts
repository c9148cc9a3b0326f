import { clean, cut } from '../text'

/** What was read of a page, as its beacon reported it while it was in front. */
export interface Engagement {
  /** Whole seconds that the page was in front. */
  readonly seconds: number
  /** Per cent of the page's height that was ever in view. */
  readonly reach: number
  /** Whether anyone moved a pointer, touched or typed. */
  readonly acted: boolean
  /** In the order of the page; each for at most as long as the page. */
  readonly sections: readonly SectionTime[]
  /** What was used: `acme.com/jobs`, `mailto:…`, `tel:…`, `/cv.pdf` of the site itself, `#name` of what is marked with a name. */
  readonly links: readonly string[]
}

/** A section of a page, and how many whole seconds it was in view. */
export interface SectionTime {
  readonly name: string
  readonly seconds: number
}

/** What was read, as fields of a visit that may be unknown. */
export type Reading = { readonly [Field in keyof Engagement]: Engagement[Field] | null }

/** The reading of a visit whose beacon has reported nothing. */
export const nothingRead: Reading = { seconds: null, reach: null, acted: null, sections: null, links: null }

/** Parts the entries of a text that lists sections or links. No name has it. */
const partMark = '|'

/** A name as it is kept, in at most so many bytes of UTF-8: a bar would part it from itself where names are stored as one text. */
export const partName = (given: string, bytes: number): string =>
  cut(clean(given.replaceAll(partMark, ' ')), bytes).trim()

/** Writes sections as one text: `12 intro|40 publications`. */
export const sectionsText = (sections: readonly SectionTime[]): string =>
  sections.map(({ name, seconds }) => `${seconds} ${name}`).join(partMark)

/** Reads what `sectionsText` has written. */
export const sectionsIn = (text: string): SectionTime[] =>
  listed(text).map((entry) => {
    const blank = entry.indexOf(' ')
    return { name: entry.slice(blank + 1), seconds: Number(entry.slice(0, blank)) }
  })

/** Writes links as one text: `acme.com/jobs|/cv.pdf`. */
export const linksText = (links: readonly string[]): string => links.join(partMark)

/** Reads what `linksText` has written. */
export const linksIn = (text: string): string[] => listed(text)

const listed = (text: string): string[] => (text === '' ? [] : text.split(partMark))
