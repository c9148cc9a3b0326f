import type { JSX } from 'preact'
import { useCallback } from 'preact/hooks'
import * as words from '#words'
import { beaconTag } from '../../../lambda/domain/visit/beacon-tag'
import { useAnswer } from '../api/answer'
import { sitesPath } from '../api/request-list'
import { ExampleButton, isOnThisMachine } from '../example/example-button'
import type { Sites } from '../frame/site-switcher'
import { CopyButton } from '../parts/copy-button'
import { Headline } from '../parts/headline'
import { useAppContext } from '../state/app-context'
import { useWhileInFront } from '../state/clock'
import { filled } from '../text/filled'

/** How often to look for the first visit. */
const lookMs = 5000

/** The tag for the owner's page. A page on this machine has to opt in with `data-local`. */
const snippet = (sites: Sites, script = '', engagement = true): string =>
  beaconTag({
    src: `${location.origin}/${script}`,
    isLocal: sites.every(({ site }) => /^(localhost|127\.)/.test(site)),
    engagement,
  })

/** Shown before the first visit: how to get one, while waiting for it. */
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
      <p>
        {filled(
          sites.length === 1 ? words.listedIs : words.listedAre,
          sites.map(({ site }, at) => (
            <span key={site}>
              {at > 0 && ', '}
              <bdi>{site}</bdi>
            </span>
          )),
        )}
      </p>
      <p>{words.blockers}</p>
      <p role="status" class="waiting">
        <span class="pulse" aria-hidden="true" /> {words.waitingForFirst}
      </p>
      {isOnThisMachine() && (
        <>
          <p>{words.exampleOffer}</p>
          <ExampleButton method="POST" />
        </>
      )}
    </div>
  )
}
