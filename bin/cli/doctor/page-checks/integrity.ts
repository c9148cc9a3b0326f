import { createHash } from 'node:crypto'
import { beaconTag } from '../../../../lambda/domain/visit/beacon-tag'
import { type Check, failed, type Outcome, passed, skipped } from '../check'
import type { Examined } from '../examined'
import { pinnedHash, type Snippet } from '../page/page'
import { type Answer, request } from '../request'
import { pageWithSnippets } from './snippet'

const strengths = ['sha256', 'sha384', 'sha512'] as const

export const integrity: Check = {
  name: 'integrity',
  async run(examined) {
    const { snippets } = await pageWithSnippets(examined)
    const inline = snippets.find(({ kind }) => kind === 'inline')
    if (inline !== undefined) return judgeInline(inline, await served(examined))
    const one = snippets.find(({ kind }) => kind === 'script')
    if (one === undefined) return skipped('the page loads no script of the service')
    const pinned = pinnedHash(one)
    if (pinned === null && one.attributes.integrity === undefined)
      return passed('the page takes the current beacon')
    const answer = await request(one.src.href)
    return (
      faultOf(one, answer, await currentSnippet(examined)) ??
      passed('the pinned beacon is served as it is pinned')
    )
  },
}

/** The beacon that is served now. */
async function served({ base, pageSettings }: Examined): Promise<string> {
  const { script } = await pageSettings()
  return (await request(`${base}/${script}`)).text
}

/** A beacon in the page tells the hash of the served one that it was made of. */
function judgeInline({ text }: Snippet, code: string): Outcome {
  const [, hash] = /\bbeacon:"([0-9a-f]{16})"/.exec(text) ?? []
  if (hash === hashOf(code)) return passed('the beacon in the page is that of the service')
  return failed(
    'the beacon in the page is not that of the service, which has another by now',
    'paste the output BeaconSnippetInline anew, and BeaconSnippetInlineHash into the policy of the page if it has one',
  )
}

/** The snippet that pins the beacon of now. */
async function currentSnippet(examined: Examined): Promise<string> {
  const { script, engagement } = await examined.pageSettings()
  const text = await served(examined)
  const src = `${examined.base}/${script.replace(/js$/, hashOf(text))}.js`
  return beaconTag({ src, integrity: `sha384-${digest('sha384', text)}`, engagement })
}

const digest = (algorithm: string, code: string): string =>
  createHash(algorithm).update(code).digest('base64')
const hashOf = (code: string): string => createHash('sha256').update(code).digest('hex').slice(0, 16)

/** The first thing for which a browser does not run the script. */
function faultOf(one: Snippet, { status, text }: Answer, current: string): Outcome | null {
  const [pinned, sri] = [pinnedHash(one), one.attributes.integrity]
  if (status !== 200) return failed(`${one.src.pathname} is answered ${status}`, `paste anew: ${current}`)
  if (pinned !== null && pinned !== hashOf(text))
    return failed(`the page pins beacon ${pinned}, which is too old to be served`, `paste anew: ${current}`)
  if (sri === undefined) return null
  if (pinned === null)
    return failed(
      'the page pins with integrity a script that changes with each release',
      `paste the name that carries its hash: ${current}`,
    )
  if (!isRight(sri, text))
    return failed(
      'the integrity of the snippet is not that of the script, so no browser runs it',
      `paste anew: ${current}`,
    )
  if (one.attributes.crossorigin === undefined)
    return failed(
      'the snippet has integrity and no crossorigin, so no browser runs it',
      'add crossorigin="anonymous" to it',
    )
  return null
}

/** Browsers go by the strongest of the hashes (SRI §3.3.3), and let pass what they do not know. */
function isRight(sri: string, code: string): boolean {
  const hashes = sri.trim().split(/\s+/)
  const strongest = strengths.findLast((one) => hashes.some((hash) => hash.startsWith(`${one}-`)))
  return strongest === undefined || hashes.includes(`${strongest}-${digest(strongest, code)}`)
}
