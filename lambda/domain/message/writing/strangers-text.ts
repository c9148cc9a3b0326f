import { inAtMost, printable } from '../../printable'
import { clean } from '../../text'

/** More marks on one letter than any script has would cover the lines beside it. */
const piledMarks = /(\p{M}{3})\p{M}+/gu

/** What mail programs, chats and terminals make links of: schemes, addresses, and dots between labels of a host. */
const schemes = /:(?=\/\/)/g
const ats = /[@＠](?=\S)/gu
const dots = /(?<=[^\s.])[.。．｡](?=(?!FILES)(?:\p{L}[\p{L}\p{M}]|xn--))/giu

/** Ends of files that are no domain of the highest level, so that `/cv.pdf` can stay as it is. */
const files = 'html?|xhtml|shtml|php|pdf|txt|xml|json|js|css|csv|docx?|xlsx?|pptx?|odt|png|jpe?g|gif|svg|webp'
const hostDots = new RegExp(dots.source.replace('FILES', `(?:${files})(?![\\p{L}\\p{N}.-])`), dots.flags)

/**
 * Returns text of a stranger as one line that is nothing but text: nothing that is not seen, and nothing that a program makes a
 * link of, `evil[.]com`. It is cut where it is too long.
 */
export const strangersText = (text: string, columns: number): string =>
  inAtMost(columns, withoutLinks(visibleLine(text)))

/** Returns text without what nobody sees, on one line. */
const visibleLine = (text: string): string =>
  printable(clean(text)).replace(piledMarks, '$1').replace(/\s+/gu, ' ').trim()

const withoutLinks = (text: string): string =>
  text.replace(schemes, '[:]').replace(ats, '[@]').replace(hostDots, '[.]')
