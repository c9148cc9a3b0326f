import { type Check, failed, passed } from '../check'
import { metaHeaders } from '../page/html'
import type { Page, Snippet } from '../page/page'
import { pageWithSnippets } from './snippet'

/** With these a page tells other sites nothing of itself. */
const silent = ['no-referrer', 'same-origin']
const known = [
  ...silent,
  ...['no-referrer-when-downgrade', 'origin', 'origin-when-cross-origin', 'strict-origin'],
  ...['strict-origin-when-cross-origin', 'unsafe-url'],
]

export const referrerPolicy: Check = {
  name: 'referrer policy',
  async run(examined) {
    const { page, snippets } = await pageWithSnippets(examined)
    const hurt = snippets.find((one) => isHurt(one, policyOf(page, one)))
    const [first] = snippets
    const policy = first === undefined ? '' : policyOf(page, hurt ?? first)
    if (hurt === undefined)
      return passed(policy === '' ? 'the page sets none' : `${policy}, which the snippet can do with`)
    return failed(
      `the page’s Referrer-Policy is ${policy}: ${losses[hurt.kind]}`,
      'set Referrer-Policy: strict-origin-when-cross-origin on the page, in its header, its meta element and its snippet',
    )
  },
}

/** The beacon sends its page itself, mostly with an Origin. */
function isHurt({ kind, text, src }: Snippet, policy: string): boolean {
  if (kind === 'script' || kind === 'inline') return policy === 'no-referrer'
  const isSaid = kind === 'call' && /[?&]url=/.test(text + src.search)
  return silent.includes(policy) && !isSaid
}

const whatABeaconLoses =
  'where a page replaces fetch, what the beacon sends instead is refused, and the next page cannot tell where its visitor came from'

const losses: Readonly<Record<Snippet['kind'], string>> = {
  image: 'nothing says of which site its image is, so each visit is refused',
  call: 'its call does not say which page it is from, so all visits are of /',
  script: whatABeaconLoses,
  inline: whatABeaconLoses,
}

/** That of the element, else the last one of the page that is known. */
function policyOf({ headers, elements }: Page, { attributes }: Snippet): string {
  const metas = elements
    .filter(({ tag, attributes: { name } }) => tag === 'meta' && name?.toLowerCase() === 'referrer')
    .map(({ attributes: { content = '' } }) => content)
  const texts = [headers.get('referrer-policy') ?? '', ...metaHeaders(elements, 'referrer-policy'), ...metas]
  const all = [...texts.flatMap((text) => text.split(',')), attributes.referrerpolicy ?? '']
  return all.map((text) => text.trim().toLowerCase()).findLast((text) => known.includes(text)) ?? ''
}
