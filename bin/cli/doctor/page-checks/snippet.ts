import { type BeaconTag, beaconTag } from '../../../../lambda/domain/visit/beacon-tag'
import { isListed } from '../../../../lambda/domain/visit/site-list'
import { isOnThisMachine } from '../../api/server'
import { type Check, failed, type Outcome, passed } from '../check'
import { type Examined, nothing, type Sites } from '../examined'
import { beaconsIn, type Page, type Snippet, snippetsFor } from '../page/page'

/** The page and its snippets. @throws NotExamined where there is none, of which the line "snippet" tells */
export async function pageWithSnippets({
  page: read,
  base,
}: Examined): Promise<{ readonly page: Page; readonly snippets: readonly Snippet[] }> {
  const page = await read()
  const snippets = snippetsFor(page, base)
  return snippets.length === 0 ? nothing('the page has no snippet of this service') : { page, snippets }
}

export const snippet: Check = {
  name: 'snippet',
  async run({ page: read, base, sites, pageSettings }) {
    const page = await read()
    const { script, engagement } = await pageSettings()
    const tag: BeaconTag = { src: `${base}/${script}`, engagement }
    const toPaste = beaconTag(tag)
    const snippets = snippetsFor(page, base)
    const [first] = snippets
    if (first === undefined) return missing(page, base, toPaste)
    if (snippets.some(({ kind }, at) => snippets.findIndex((one) => one.kind === kind) !== at))
      return failed(`the page has ${snippets.length} snippets, and needs one`, 'keep one of them')
    const known = await sites().catch(() => null)
    const said = ways(snippets) + (engagement || !reports(first) ? '' : reportsInVain)
    return faultOf(first, page, tag) ?? siteFault(first, known) ?? passed(said)
  },
}

const isBeacon = (kind: Snippet['kind']): boolean => kind === 'script' || kind === 'inline'

/** Whether a snippet reports what is read of the page. */
const reports = ({ kind, attributes }: Snippet): boolean =>
  isBeacon(kind) && attributes['data-engagement'] !== 'off'

const reportsInVain =
  '; it reports what is read, of which the service keeps none (engagement: false): data-engagement="off" saves the requests'

function missing(page: Page, base: string, toPaste: string): Outcome {
  const other = beaconsIn(page).find(({ href }) => !href.startsWith(`${base}/`))
  if (other !== undefined)
    return failed(`the snippet of the page is of another service, ${other.origin}`, `replace it: ${toPaste}`)
  return failed(
    'the page has no snippet (what a script adds later is not seen here)',
    `paste before </head>: ${toPaste}`,
  )
}

/** What makes a script; browsers leave alone what they do not know. */
const scriptTypes = ['', 'text/javascript', 'application/javascript', 'module']

function faultOf({ kind, attributes }: Snippet, { url }: Page, tag: BeaconTag): Outcome | null {
  if (kind !== 'image' && !scriptTypes.includes(attributes.type?.trim().toLowerCase() ?? ''))
    return failed(
      `no browser runs the snippet, as it has type="${attributes.type}"`,
      `take type out of it: ${beaconTag(tag)}`,
    )
  if (isBeacon(kind) && isOnThisMachine(url) && attributes['data-local'] === undefined)
    return failed(
      'the beacon sends nothing from pages on this machine',
      `add data-local to try it: ${beaconTag({ ...tag, isLocal: true })}`,
    )
  return null
}

function siteFault({ attributes: { 'data-site': site } }: Snippet, known: Sites | null): Outcome | null {
  if (site === undefined || !known?.listed || isListed(known.listed, site)) return null
  return failed(
    `the snippet says data-site="${site}", which is not listed`,
    `write one of ${known.listed.join(', ')} there, or set "sites" to ${JSON.stringify([...known.listed, site])} and run npm run deploy`,
  )
}

/** A page may record in several ways, as the demo does, and then counts as often. */
const ways = (snippets: readonly Snippet[]): string =>
  snippets.map(({ kind }) => words[kind]).join('; ') +
  (snippets.length > 1 ? `: each view counts ${snippets.length} times` : '')

const words: Readonly<Record<Snippet['kind'], string>> = {
  script: 'the page loads the beacon of this service',
  inline: 'the page has the beacon in itself',
  call: 'the page calls /record',
  image: 'the page loads /leaf.gif',
}
