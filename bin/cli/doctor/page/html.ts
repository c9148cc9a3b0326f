import { type DefaultTreeAdapterMap, parse } from 'parse5'

type Node = DefaultTreeAdapterMap['node']
type Element = DefaultTreeAdapterMap['element']

/** An element of a page, as a browser reads it. */
export interface PageElement {
  readonly tag: string
  readonly attributes: Readonly<Record<string, string>>
  /** The text directly in it. */
  readonly text: string
  /** Browsers heed a policy in a meta element only there. */
  readonly inHead: boolean
}

/** All elements of a page, in its order. What stands in a comment, a template or a noscript is none. */
export const elementsOf = (html: string): readonly PageElement[] => [
  ...elements(parse(withoutHugeNumbers(html))),
]

/** Characters by their number, which is too large for any: browsers show U+FFFD, where parse5 fails once it is no finite number. */
const withoutHugeNumbers = (html: string): string =>
  html.replace(/&#(?:x0*[1-9a-f][\da-f]{8,}|0*[1-9]\d{8,})/gi, '&#65533')

/** A page may have elements within each other to any depth: they wait in a list, not on the stack of calls. */
function* elements(page: Node): Generator<PageElement> {
  const waiting = [{ node: page, inHead: false }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, inHead } = next
    if (isElement(node)) yield pageElement(node, inHead)
    const below = inHead || node.nodeName === 'head'
    const children = 'childNodes' in node ? node.childNodes.toReversed() : []
    for (const child of children) waiting.push({ node: child, inHead: below })
  }
}

const isElement = (node: Node): node is Element => 'tagName' in node

const pageElement = ({ tagName, attrs, childNodes }: Element, inHead: boolean): PageElement => ({
  tag: tagName,
  attributes: Object.fromEntries(attrs.map(({ name, value }) => [name, value])),
  text: childNodes.map((child) => ('value' in child ? child.value : '')).join(''),
  inHead,
})

/** The contents of the meta elements in the head that stand for a header. */
export const metaHeaders = (elements: readonly PageElement[], header: string): readonly string[] =>
  elements
    .filter(({ tag, inHead }) => tag === 'meta' && inHead)
    .filter(({ attributes }) => attributes['http-equiv']?.toLowerCase() === header)
    .map(({ attributes }) => attributes.content ?? '')
