import { isFilePath } from '../visit/file-path'
import { hostOf, parseUrl } from '../visit/host'
import { codeParameter, type LinkCode, linkCodeText } from '../visit/recipient-code'
import { isListed, type SiteList } from '../visit/site-list'
import type { Recipient } from './recipient'

/** Characters of a page's address. */
export const pageAddressLength = 1000

/** A host that is spelled with escapes, or an address that has what URLs drop in silence. */
const disguised = /^[^/?#]*:\/\/[^/?#]*%|\\|[\s\p{Cc}]/u

/**
 * Reads the address of a page or file of a listed site, as it is kept: whole, and without the code of another recipient.
 *
 * @returns null for what is none, such as `//example.com`, a host in disguise or one that is not listed
 */
export function parseLinkedPage(text: string, sites: SiteList): string | null {
  if (text.length > pageAddressLength || disguised.test(text)) return null
  const host = hostOf(text)
  const url = host === null ? null : parseUrl(text)
  if (host === null || url === null || !isListed(sites, host)) return null
  url.search = withoutCode(url.search)
  return url.href.length > pageAddressLength ? null : url.href
}

/** The other fields keep their spelling, which `URLSearchParams` would change. */
const withoutCode = (search: string): string =>
  search
    .slice(1)
    .split('&')
    .filter((field) => field !== '' && field.split('=', 1)[0] !== codeParameter)
    .join('&')

/** Whether a link leads to a file, whose visits no beacon tells of. */
export const isFile = ({ page }: Pick<Recipient, 'page'>): boolean =>
  isFilePath(parseUrl(page)?.pathname ?? '')

/** The site of a recipient's page, unless only a wildcard lists it. */
export const hostOfRecipient = ({ page }: Pick<Recipient, 'page'>): string => hostOf(page) ?? ''

/** Where a link leads: a file's own address, or that of a page with the code in it, for the beacon to tell. */
export function targetOf(recipient: Pick<Recipient, 'page'>, link: LinkCode): string {
  if (isFile(recipient)) return recipient.page
  const [, before = '', fragment = ''] = /^([^#]*)(.*)$/s.exec(recipient.page) ?? []
  return `${before}${before.includes('?') ? '&' : '?'}${codeParameter}=${linkCodeText(link)}${fragment}`
}

/** The address by which the service itself leads to the page: for files, and short enough for paper. */
export const shortLinkOf = (service: string, link: LinkCode): string => `${service}/l/${linkCodeText(link)}`

/** The link to hand out: to the page itself, or by the service to a file. */
export const linkOf = (recipient: Pick<Recipient, 'page'>, link: LinkCode, service: string): string =>
  isFile(recipient) ? shortLinkOf(service, link) : targetOf(recipient, link)
