import type { JSX } from 'preact'
import * as words from '#words'
import type { RefusalAnswer } from '../../../lambda/api/refusals'
import { ViewLink } from '../parts/view-link'
import { Remedy } from '../refusals/remedy'
import { useAppContext } from '../state/app-context'
import { filled } from '../text/filled'
import { number } from '../text/format'

/** The most hosts and reasons that are shown here. */
const mostShown = 5

/** What was turned away while the owner waits: from where, why, and the line that would let it in. */
export function TurnedAway({ refusals }: { refusals: readonly RefusalAnswer[] }): JSX.Element {
  const { view } = useAppContext()
  return (
    <>
      <ul class="turned-away">
        {latestFirst(refusals)
          .slice(0, mostShown)
          .map((one) => (
            <li key={`${one.reason} ${one.host}`}>
              <p>{sourceOf(one)}</p>
              <Remedy text={one.remedy} />
            </li>
          ))}
      </ul>
      <p class="note">
        <ViewLink to={{ ...view, name: 'refusals', organisation: null }}>{words.seeWhich}</ViewLink>
      </p>
    </>
  )
}

/** What came last is what the owner has just tried. */
const latestFirst = (refusals: readonly RefusalAnswer[]): readonly RefusalAnswer[] =>
  refusals.toSorted((a, b) => (a.lastSeen < b.lastSeen ? 1 : -1))

function sourceOf({ count, host, reason }: RefusalAnswer) {
  const why = words.whyRefused[reason]
  if (host === '') return filled(words.refusedFromNowhere, number(count), why)
  return filled(words.refusedFrom, number(count), <bdi>{host}</bdi>, why)
}
