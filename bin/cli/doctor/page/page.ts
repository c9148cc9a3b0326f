import { scriptName } from '../../../../lambda/domain/visit/script-name'
import type { Answer } from '../request'
import { type ContentPolicy, parsePolicies } from './content-policy'
import { elementsOf, metaHeaders, type PageElement } from './html'

/** A page as it was answered. */
export interface Page {
  /** Its address, after redirects. */
  readonly url: URL
  readonly headers: Headers
  readonly elements: readonly PageElement[]
  /** All policies for its content that hold, of the header and of meta elements. */
  readonly policies: readonly ContentPolicy[]
}

export function pageOf({ url, headers, text }: Answer): Page {
  const elements = elementsOf(text)
  const header = 'content-security-policy'
  const policies = [headers.get(header) ?? '', ...metaHeaders(elements, header)].flatMap(parsePolicies)
  return { url: new URL(url), headers, elements, policies }
}

/** The way in which a page records its visits. */
export interface Snippet {
  readonly kind: 'script' | 'inline' | 'call' | 'image'
  /** The address that it loads; the page's own for what stands in the page itself. */
  readonly src: URL
  readonly attributes: PageElement['attributes']
  /** The script that stands in the page. */
  readonly text: string
}

/** The snippets of a page that are for the service at an address. */
export const snippetsFor = (page: Page, service: string): readonly Snippet[] =>
  page.elements.flatMap((element) => snippetIn(element, page, service) ?? [])

function snippetIn(element: PageElement, page: Page, service: string): Snippet | null {
  const { tag, attributes, text } = element
  const src = sourceOf(element, page)
  const isOfService = src?.href.startsWith(`${service}/`) === true
  if (tag === 'img' && isOfService && src.pathname.endsWith('/leaf.gif'))
    return { kind: 'image', src, attributes, text }
  if (tag !== 'script') return null
  if (src !== null) return isOfService && isBeacon(src) ? { kind: 'script', src, attributes, text } : null
  if (attributes['data-service'] === service) return { kind: 'inline', src: page.url, attributes, text }
  return text.includes(`${service}/record`) ? { kind: 'call', src: page.url, attributes, text } : null
}

/** The addresses of scripts that look like a beacon of some service: by its usual name, or at an API of AWS. */
export const beaconsIn = (page: Page): readonly URL[] =>
  page.elements
    .filter(({ tag }) => tag === 'script')
    .flatMap((element) => sourceOf(element, page) ?? [])
    .filter((src) => isBeacon(src))
    .filter((src) => fileOf(src).startsWith('visitbook.') || /\.execute-api\./.test(src.host))

/** The address that an element loads, which a base element of the page may change. */
function sourceOf({ attributes }: PageElement, page: Page): URL | null {
  if (attributes.src === undefined) return null
  const base = page.elements.find(({ tag, attributes: { href } }) => tag === 'base' && href !== undefined)
  try {
    return new URL(attributes.src.trim(), new URL(base?.attributes.href ?? '', page.url))
  } catch {
    return null
  }
}

const fileOf = ({ pathname }: URL): string => pathname.split('/').at(-1) ?? ''
const isBeacon = (src: URL): boolean => scriptName.test(fileOf(src))

/** The hash of the one beacon that a snippet pins; null where it takes the current one. */
export const pinnedHash = ({ src }: Snippet): string | null => scriptName.exec(fileOf(src))?.[1] ?? null
