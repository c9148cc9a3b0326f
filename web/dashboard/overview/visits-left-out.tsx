import type { JSX } from 'preact'
import * as words from '#words'
import { useAnswer } from '../api/answer'
import { ownVisitsPath } from '../api/request-list'
import { Headline } from '../parts/headline'
import { ViewLink } from '../parts/view-link'
import { useAppContext } from '../state/app-context'
import { filterCount } from '../state/filter'
import { filledText } from '../text/filled'
import { countText } from '../text/format'

type Form = keyof typeof words.ownLeftOut

const formOf = (visits: number): Form => (visits === 1 ? 'one' : 'other')

/** How many visits of the owner were left out of the period, bots' aside; null until it is known, 0 under a filter. */
export function useOwnVisits(): number | null {
  const { client, view, moment } = useAppContext()
  const isNarrowed = filterCount(view.filters) > 0
  const { data, error } = useAnswer<'GET /stats'>(client, isNarrowed ? null : ownVisitsPath(view, moment))
  return isNarrowed || error ? 0 : (data?.totals.visits ?? null)
}

export const ownLeftOutText = (visits: number): string =>
  filledText(words.ownLeftOut[formOf(visits)], countText(visits, words.ofVisits))

/** Shows the owner's visits among all others. */
export function ShowOwn({ visits }: { visits: number }): JSX.Element {
  const { view } = useAppContext()
  return (
    <ViewLink to={{ ...view, name: 'visits', everyKind: true, mine: true }}>
      {words.showLeftOut[formOf(visits)]}
    </ViewLink>
  )
}

/** The head of the overview where all who came are left out, bots among them. */
export function OnlyLeftOut({ bots }: { bots: number }): JSX.Element {
  const { view } = useAppContext()
  const own = useOwnVisits() ?? 0
  return (
    <>
      <Headline>{filledText(words.botsLeftOut[formOf(bots)], countText(bots, words.ofVisits))}</Headline>
      <p class="note">
        <ViewLink to={{ ...view, name: 'visits', everyKind: true, bots: true }}>
          {words.showLeftOut[formOf(bots)]}
        </ViewLink>
      </p>
      {own > 0 && (
        <p class="note">
          {ownLeftOutText(own)}. <ShowOwn visits={own} />
        </p>
      )}
    </>
  )
}
