import type { JSX } from 'preact'
import { useCallback } from 'preact/hooks'
import * as words from '#words'
import { beaconTag } from '../../../lambda/domain/visit/beacon-tag'
import { useAnswer } from '../api/answer'
import { refusalsPath, sitesPath } from '../api/request-list'
import { ExampleButton } from '../example/example-button'
import type { Sites } from '../frame/site-switcher'
import { CopyButton } from '../parts/copy-button'
import { Headline } from '../parts/headline'
import { useAppContext } from '../state/app-context'
import { useWhileInFront } from '../state/clock'
import { isOnThisMachine } from '../state/this-machine'
import { filled } from '../text/filled'
import { SiteNames } from './site-names'
import { TurnedAway } from './turned-away'
import { isLocalSite, UsualCauses, useQuietMinute } from './usual-causes'
import { WaitingLine } from './waiting-line'

/** How often to look for the first visit. */
const lookMs = 5000

/** The tag for the owner's page. A page on this machine has to opt in with `data-local`. */
const snippet = (sites: Sites, script = '', engagement = true): string =>
  beaconTag({
    src: `${location.origin}/${script}`,
    isLocal: sites.every(({ site }) => isLocalSite(site)),
    engagement,
  })

/** Shown before the first visit: how to get one, and why none came. */
export function FirstVisit({ sites }: { sites: Sites }): JSX.Element {
  const { client } = useAppContext()
  const look = useCallback(() => client.refresh(), [client])
  useWhileInFront(look, lookMs)
  const { data } = useAnswer<'GET /sites'>(client, sitesPath)
  const tag = snippet(sites, data?.script, data?.engagement)
  return (
    <div class="first">
      <Headline>{words.noVisitsYet}</Headline>
      <p class="lead">{words.putThisLine}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a narrow screen scrolls it, which takes the focus */}
      <pre tabIndex={0}>
        <code>{tag}</code>
      </pre>
      <CopyButton text={tag} what={words.snippet} />
      <p>{filled(sites.length === 1 ? words.listedIs : words.listedAre, <SiteNames sites={sites} />)}</p>
      <p>{words.blockers}</p>
      <Waiting sites={sites} script={data?.script ?? ''} />
      {isOnThisMachine() && (
        <>
          <p>{words.exampleOffer}</p>
          <ExampleButton method="POST" />
        </>
      )}
    </div>
  )
}

/** What came instead of a visit, as it comes, and after a minute in which nothing came what may be the cause. */
function Waiting({ sites, script }: { sites: Sites; script: string }): JSX.Element {
  const { client, view, moment } = useAppContext()
  const { data } = useAnswer<'GET /refusals'>(client, refusalsPath(view, moment))
  const refusals = data?.refusals ?? []
  const total = refusals.reduce((sum, { count }) => sum + count, data?.others.count ?? 0)
  const isQuiet = useQuietMinute(total)
  return (
    <>
      <WaitingLine refused={total} />
      {total > 0 && <TurnedAway refusals={refusals} />}
      {isQuiet && <UsualCauses sites={sites} script={script} />}
    </>
  )
}
