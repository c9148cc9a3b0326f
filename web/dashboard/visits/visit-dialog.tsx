import type { JSX, RefObject } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import * as words from '#words'
import type { AnswerOf } from '../../../lambda/api/routes'
import type { VisitAnswer } from '../../../lambda/api/visits'
import { useAnswer } from '../api/answer'
import { type Path, visitorPath, visitPath } from '../api/request-list'
import { EraseButton } from '../parts/erase-button'
import { Answer } from '../parts/placeholders'
import { ViewLink } from '../parts/view-link'
import { useAppContext } from '../state/app-context'
import { dayOf } from '../state/day'
import { closeVisit } from '../state/navigation'
import type { OpenVisit } from '../state/view'
import { clock, countOrMore, fullMoment } from '../text/format'
import { MineButton } from './mine-button'
import { VisitFacts } from './visit-facts'
import { nameOf } from './visit-item'
import { VisitReading } from './visit-reading'

/** A dialog with everything known about a visit. */
export function VisitDialog({ of }: { of: OpenVisit }): JSX.Element {
  const { client } = useAppContext()
  const dialog = useModal()
  const answer = useAnswer<'GET /visits/{id}'>(client, visitPath(of))
  const cancel = (event: Event) => {
    event.preventDefault()
    closeVisit()
  }
  const closeOnBackdrop = (event: Event) => event.target === dialog.current && closeVisit()
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it too
    <dialog ref={dialog} onCancel={cancel} onClick={closeOnBackdrop} aria-labelledby="visit-name">
      <div class="sheet">
        <header class="section">
          <h2 id="visit-name">{answer.data === null ? words.visit : <bdi>{nameOf(answer.data)}</bdi>}</h2>
          <button type="button" class="plain" onClick={closeVisit}>
            {words.close}
          </button>
        </header>
        <Answer of={answer} loading={words.loadingVisit}>
          {(visit) => <VisitSheet visit={visit} onErased={closeVisit} />}
        </Answer>
      </div>
    </dialog>
  )
}

/** Shows a dialog as long as its component is drawn, and puts the focus back afterwards. */
function useModal(): RefObject<HTMLDialogElement | null> {
  const dialog = useRef<HTMLDialogElement>(null)
  const [opener] = useState(() => document.activeElement)
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => {
      element?.close()
      setTimeout(() => restoreFocus(opener))
    }
  }, [opener])
  return dialog
}

/** Focuses what opened the dialog, or the heading if that is gone, as after erasing the visit. */
function restoreFocus(opener: Element | null): void {
  const to = opener?.isConnected && opener !== document.body ? opener : document.querySelector('h1')
  if (to instanceof HTMLElement) to.focus({ preventScroll: true })
}

interface VisitSheetProps {
  readonly visit: VisitAnswer
  readonly onErased: () => void
}

const VisitSheet = ({ visit, onErased }: VisitSheetProps): JSX.Element => (
  <>
    <p class="lead">
      <bdi>{visit.page}</bdi>, <time dateTime={visit.time}>{fullMoment(visit.time)}</time>
    </p>
    <VisitReading visit={visit} />
    <VisitFacts visit={visit} />
    {visit.visitor !== null && <SameVisitor visit={visit} path={visitorPath(visit.visitor, visit)} />}
    <MineButton visit={visit} />
    <EraseButton visit={visit} onDone={onErased} />
  </>
)

/** The same visitor's other visits that day. */
function SameVisitor({ visit, path }: { visit: VisitAnswer; path: Path }): JSX.Element {
  const { client } = useAppContext()
  const answer = useAnswer<'GET /visits'>(client, path)
  return (
    <section>
      <h3>
        {words.sameVisitor}
        {answer.data !== null && <OtherCount of={answer.data} />}
      </h3>
      <Answer of={answer} loading={words.loadingOthers} rows={2}>
        {({ visits, cursor }) => (
          <>
            <OtherVisits visits={visits.filter(({ id }) => id !== visit.id)} />
            {cursor !== null && <AllOfVisitor visit={visit} />}
          </>
        )}
      </Answer>
    </section>
  )
}

/** How many besides the one that is open, which is among them. */
const OtherCount = ({ of: { visits, cursor } }: { of: AnswerOf<'GET /visits'> }): JSX.Element | null =>
  visits.length < 2 ? null : (
    <span class="quiet">: {countOrMore(visits.length - 1, cursor !== null, words.ofOtherVisits)}</span>
  )

/** Leads to the visits that do not fit here. */
function AllOfVisitor({ visit }: { visit: VisitAnswer }): JSX.Element {
  const { view } = useAppContext()
  const day = Date.parse(visit.time.slice(0, 10)) // a visitor is known for one UTC day
  const period = { from: dayOf(new Date(day)), to: dayOf(new Date(day + 86_399_999)) }
  const filters = { visitor: visit.visitor ?? '' }
  return (
    <p class="links">
      <ViewLink to={{ ...view, name: 'visits', organisation: null, open: null, bots: true, filters, period }}>
        {words.allOfVisitor}
      </ViewLink>
    </p>
  )
}

function OtherVisits({ visits }: { visits: readonly VisitAnswer[] }): JSX.Element {
  const { view } = useAppContext()
  if (visits.length === 0) return <p class="quiet">{words.noOtherVisits}</p>
  return (
    <ol class="plain-list">
      {visits.map(({ id, site, time, page }) => (
        <li key={id}>
          <ViewLink to={{ ...view, open: { id, site } }}>
            <time dateTime={time}>{clock(time)}</time> <bdi>{page}</bdi>
          </ViewLink>
        </li>
      ))}
    </ol>
  )
}
