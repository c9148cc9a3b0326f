import { createHash } from 'node:crypto'
import { type Check, failed, passed, skipped } from '../check'
import { type ContentPolicy, forbids, inPage, type Wanted } from '../page/content-policy'
import type { Page, Snippet } from '../page/page'
import { pageWithSnippets } from './snippet'

/** The directive that decides, and those that stand for it. */
const scriptNames = ['script-src-elem', 'script-src', 'default-src']
const connectNames = ['connect-src', 'default-src']
const imageNames = ['img-src', 'default-src']

export const scriptPolicy: Check = {
  name: 'CSP for the script',
  async run(examined) {
    const { page, snippets } = await pageWithSnippets(examined)
    const one = snippets.find(({ kind }) => kind !== 'image')
    if (one === undefined) return skipped('the page needs no script')
    if (page.policies.some(isSandbox))
      return failed(
        'the page’s Content-Security-Policy has a sandbox in which no script runs',
        'add allow-scripts allow-same-origin to its directive sandbox',
      )
    const wanted = { url: wantedUrl(one), page: page.url, ...one.attributes, integrity: integrityOf(one) }
    const name = forbiddenBy(page, scriptNames, wanted)
    if (name === null) return passed(policiesOf(page))
    const source = one.kind === 'script' ? examined.base : `'${integrityOf(one)}'`
    return failed(
      `the page’s Content-Security-Policy (${name}) stops the snippet`,
      adding('script-src', source),
    )
  },
}

export const connectPolicy: Check = {
  name: 'CSP for its message',
  async run(examined) {
    const { page, snippets } = await pageWithSnippets(examined)
    const isImage = snippets.every(({ kind }) => kind === 'image')
    const [own, names, path] = isImage
      ? (['img-src', imageNames, '/leaf.gif'] as const)
      : ([
          'connect-src',
          connectNames,
          snippets.some(({ kind }) => kind === 'call') ? '/record' : '/visits',
        ] as const)
    const name = forbiddenBy(page, names, { url: examined.base + path, page: page.url })
    if (name === null) return passed(policiesOf(page))
    return failed(
      `the page’s Content-Security-Policy (${name}) stops what the snippet sends`,
      adding(own, examined.base),
    )
  },
}

/** Without its origin a page is null to the service, which refuses it. */
const isSandbox = (policy: ContentPolicy): boolean =>
  policy.has('sandbox') &&
  !['allow-scripts', 'allow-same-origin'].every((word) => policy.get('sandbox')?.includes(word))

/** All policies of a page hold. */
const forbiddenBy = ({ policies }: Page, names: readonly string[], wanted: Wanted): string | null =>
  policies.flatMap((policy) => forbids(policy, names, wanted) ?? [])[0] ?? null

const adding = (directive: string, source: string): string =>
  `add ${source} to ${directive} in the Content-Security-Policy of the page, in its header and its meta element`

const policiesOf = ({ policies }: Page): string =>
  policies.length === 0 ? 'the page has no policy' : 'the page’s policy allows it'

/** A script in the page is allowed by no address, but by 'unsafe-inline', its nonce or its hash. */
const wantedUrl = ({ kind, src }: Snippet): string => (kind === 'script' ? src.href : inPage)

const integrityOf = ({ kind, attributes, text }: Snippet): string =>
  kind === 'script'
    ? (attributes.integrity ?? '')
    : `sha256-${createHash('sha256').update(text).digest('base64')}`
