import type { ComponentChildren, JSX } from 'preact'
import { useState } from 'preact/hooks'
import * as words from '#words'
import { organisationKeyPath, recipientPath, resendPath } from '../api/request-list'
import { MuteButton } from '../parts/mute-button'
import { Opener } from '../parts/opener'
import { SendButton } from '../parts/send-button'
import { ViewLink } from '../parts/view-link'
import { useAppContext } from '../state/app-context'
import type { View } from '../state/view'
import { filled } from '../text/filled'
import { fullDay, fullMoment, shortMoment } from '../text/format'
import type { ListedMessage } from './messages'

/** A message, whether it was taken, and what can be done with it; each try while it is open. */
export function MessageItem({ of }: { of: ListedMessage }): JSX.Element {
  const { moment, view } = useAppContext()
  const [isOpen, setIsOpen] = useState(false)
  const { id, at, state, due, deliveries, title, muted } = of
  const tries = `tries-${id}`
  return (
    <li class={state === 'failed' ? 'failed' : undefined}>
      <header>
        <h2>{titleOf(of, view)}</h2>
        <span class="state">{words.outboxStates[state]}</span>
        <time class="quiet" dateTime={at} title={fullMoment(at)}>
          {shortMoment(at, moment.now)}
        </time>
        {deliveries.length > 0 && <Opener name={title} id={tries} isOpen={isOpen} setIsOpen={setIsOpen} />}
      </header>
      {due !== null && <p class="quiet">{words.triedAt(fullMoment(due))}</p>}
      {deliveries
        .filter(({ state }) => state !== 'sent')
        .map((one) => (
          <LastAnswer key={one.way} of={one} />
        ))}
      {isOpen && <Tries id={tries} of={of} />}
      {(state !== 'waiting' || muted !== null) && (
        <p class="acts">
          {state !== 'waiting' && (
            <SendButton method="POST" path={resendPath(id)}>
              {filled(words.sendAgain, <span class="unseen">{title}</span>)}
            </SendButton>
          )}{' '}
          <Mute of={of} />
        </p>
      )}
    </li>
  )
}

/** What it says, in the reader's language where it is about somebody. */
function titleOf({ kind, name, site, subject, title }: ListedMessage, view: View): ComponentChildren {
  const to = { ...view, filters: {}, open: null, organisation: null }
  const about = (view: View) => (
    <ViewLink to={view}>
      <bdi>{name}</bdi>
    </ViewLink>
  )
  if (kind === 'organisation')
    return filled(words.cameFirst, about({ ...to, name: kind, organisation: subject }), <bdi>{site}</bdi>)
  if (kind === 'recipient' && name !== null)
    return filled(words.readFirst, about({ ...to, name: 'recipients' }))
  if (kind === 'digest') return words.digestUntil(fullDay(subject))
  return kind === 'test' ? words.testMessage : <bdi lang="en">{title}</bdi>
}

type Delivery = ListedMessage['deliveries'][number]

/** What a way answered that has not taken it: words of the service and of receivers. */
const LastAnswer = ({ of: { way, state, tries } }: { of: Delivery }): JSX.Element => (
  <p class="quiet">
    <bdi lang="en">{[way, ...tries.slice(-1).map(({ answer }) => answer)].join(': ')}</bdi>;{' '}
    {words.deliveryStates[state]}
  </p>
)

const Tries = ({ id, of: { deliveries } }: { id: string; of: ListedMessage }): JSX.Element => (
  <dl id={id} class="facts">
    {deliveries.map(({ way, state, tries }) => (
      <div key={way}>
        <dt>
          <bdi lang="en">{way}</bdi>
        </dt>
        <dd>
          {tries.map(({ at, answer }) => (
            <span key={at} class="line">
              <time dateTime={at}>{fullMoment(at)}</time>: <bdi lang="en">{answer}</bdi>
            </span>
          ))}
          <span class="quiet">{words.deliveryStates[state]}</span>
        </dd>
      </div>
    ))}
  </dl>
)

function Mute({ of: { kind, subject, name, muted } }: { of: ListedMessage }): JSX.Element | null {
  if (muted === null) return null
  const path = kind === 'recipient' ? recipientPath(subject) : organisationKeyPath(subject)
  return <MuteButton path={path} name={name ?? subject} isMuted={muted} />
}
