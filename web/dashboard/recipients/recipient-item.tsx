import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import * as words from '#words'
import { Opener } from '../parts/opener'
import { ViewLink } from '../parts/view-link'
import { useAppContext } from '../state/app-context'
import { countText, fullMoment, shortMoment } from '../text/format'
import { named } from '../text/named'
import { readText } from '../text/reading'
import { RecipientDetails } from './recipient-details'
import type { ListedRecipient } from './recipients'

interface Props {
  readonly of: ListedRecipient
  /** Whether it was just made, so that its link is shown at once. */
  readonly isNew: boolean
}

/** A recipient, what became of the link, and who came by it; its link and more while it is open. */
export function RecipientItem({ of, isNew }: Props): JSX.Element {
  const { moment } = useAppContext()
  const [isOpen, setIsOpen] = useState(isNew)
  const { code, name, state, reason, last } = of
  const id = `about-${code}`
  return (
    <li class={state === 'read' ? 'opened' : undefined}>
      <header>
        <h2>
          <bdi>{name}</bdi>
        </h2>
        <span class="state">{state === null ? words.notOpened : words.openingStates[state]}</span>
        {last !== null && (
          <time class="quiet" dateTime={last} title={fullMoment(last)}>
            {shortMoment(last, moment.now)}
          </time>
        )}
        <Opener name={name} id={id} isOpen={isOpen} setIsOpen={setIsOpen} />
      </header>
      <p class="quiet">
        {of.withdrawn !== null && `${words.linkWithdrawn} `}
        {reason !== null && named(words.openingReasons, reason)}
        <Came of={of} />
      </p>
      {isOpen && (
        <div id={id}>
          <RecipientDetails of={of} />
        </div>
      )}
    </li>
  )
}

/** Who came by the link, and what they read. */
function Came({ of: { visits, organisations, pages, scans } }: { of: ListedRecipient }): JSX.Element | null {
  const { view } = useAppContext()
  if (visits === 0) return null
  const seconds = pages.some((page) => page.seconds !== null)
    ? pages.reduce((sum, page) => sum + (page.seconds ?? 0), 0)
    : null
  const sections = pages.flatMap((page) => page.sections).toSorted((a, b) => b.seconds - a.seconds)
  const read = readText({ seconds, sections, links: pages.flatMap(({ links }) => links) })
  return (
    <>
      {' '}
      {countText(visits, words.ofVisits)}
      {organisations.map(({ key, name }, at) => (
        <span key={key}>
          {at === 0 ? words.byOrganisations : ', '}
          <ViewLink to={{ ...view, name: 'organisation', organisation: key, filters: {} }}>
            <bdi>{name}</bdi>
          </ViewLink>
        </span>
      ))}
      {read !== null && `, ${read}`}
      {scans > 0 && words.scannedTimes(scans)}.
    </>
  )
}
