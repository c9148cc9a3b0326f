import { isInternal, referrerGroupOf } from '../../describe/referrer-group'
import type { MessageVisit } from '../message'
import { name, title, type Words } from './letter'
import { strangersText } from './strangers-text'

/** Columns of a title, a path and a host in a sentence. They have at most 100 and 256 bytes. */
const [titleColumns, pathColumns, hostColumns] = [100, 120, 60]

export const pathText = (path: string, columns = pathColumns): string => strangersText(path, columns)

/** Returns the title of a page, or its path where it has none. */
export const titleText = ({ page, title: given }: Pick<MessageVisit, 'page' | 'title'>): string =>
  strangersText(given ?? '', titleColumns) || pathText(page)

/** `*Résumé* (/cv)`. */
export function pageWords(visit: Pick<MessageVisit, 'page' | 'title'>): Words {
  const path = pathText(visit.page)
  const named = strangersText(visit.title ?? '', titleColumns)
  return named === '' ? [name(path)] : [title(named), ' (', name(path), ')']
}

/** ` from google.com, in Germany`, as much of it as is known. */
export const originWords = ({ referrer, country }: MessageVisit, site: string): Words => [
  ...referrerWords(referrer, site),
  placeText(country),
]

function referrerWords(host: string | null, site: string): Words {
  const text = host === null || isInternal(host, site) ? '' : referrerText(host, site)
  return text === '' ? [] : [' from ', name(text)]
}

/** The places that everybody knows are written as they are. A link to any other would be what its sender wants. */
function referrerText(host: string, site: string): string {
  const isKnown = /^[a-z0-9.-]{1,60}$/.test(host) && referrerGroupOf(host, site) !== 'other'
  return isKnown ? host : strangersText(host, hostColumns)
}

const countries = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
const withArticle =
  /^(United|Netherlands|Philippines|Bahamas|Gambia|Maldives|Isle)|(Republic|Islands|Emirates)$/

/** `, in Germany`; nothing where the country is not known. */
export function placeText(country: string | null): string {
  if (country === null || !/^[A-Z]{2}$/.test(country)) return ''
  const text = countries.of(country)
  if (text === undefined || country === 'ZZ') return ''
  return `, in ${withArticle.test(text) ? 'the ' : ''}${text}`
}
