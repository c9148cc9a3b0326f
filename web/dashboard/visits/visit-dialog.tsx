import type { JSX } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { VisitAnswer } from '../../../lambda/api/visits'
import { useAnswer } from '../api/answer'
import type { VisitListAnswer } from '../api/live-visits'
import { visitorPath, visitPath } from '../api/request-list'
import { EraseButton } from '../parts/erase-button'
import { Failure, Loading } from '../parts/placeholders'
import { ViewLink } from '../parts/view-link'
import { useAppContext } from '../state/app-context'
import { go } from '../state/navigation'
import type { OpenVisit } from '../state/view'
import { clock, fullMoment } from '../text/format'
import { VisitFacts } from './visit-facts'
import { nameOf } from './visit-item'

/** All that is known of a visit, over what it was opened from. */
export function VisitDialog({ of }: { of: OpenVisit }): JSX.Element {
  const { client, view } = useAppContext()
  const dialog = useRef<HTMLDialogElement>(null)
  const { data: visit, error, retry } = useAnswer<VisitAnswer>(client, visitPath(of))
  const [opener] = useState(() => document.activeElement)
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => {
      element?.close()
      setTimeout(() => restoreFocus(opener))
    }
  }, [opener])
  const close = () => go({ ...view, open: null })
  const cancel = (event: Event) => {
    event.preventDefault()
    close()
  }
  const closeOnBackdrop = (event: Event) => event.target === dialog.current && close()
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it too
    <dialog ref={dialog} onCancel={cancel} onClick={closeOnBackdrop} aria-labelledby="visit-name">
      <div class="sheet">
        <header class="section">
          <h2 id="visit-name">{visit === null ? 'Visit' : <bdi>{nameOf(visit)}</bdi>}</h2>
          <button type="button" class="plain" onClick={close}>
            Close
          </button>
        </header>
        {error ? (
          <Failure error={error} retry={retry} />
        ) : visit === null ? (
          <Loading what="Loading the visit" />
        ) : (
          <>
            <p class="lead">
              <bdi>{visit.page}</bdi>, <time dateTime={visit.time}>{fullMoment(visit.time)}</time>
            </p>
            <VisitFacts visit={visit} />
            <SameVisitor visit={visit} />
            <EraseButton visit={visit} onDone={close} />
          </>
        )}
      </div>
    </dialog>
  )
}

/** Leads the focus back to what opened the dialog, or to the heading where that is gone, as an erased visit is. */
function restoreFocus(opener: Element | null): void {
  const to = opener?.isConnected && opener !== document.body ? opener : document.querySelector('h1')
  if (to instanceof HTMLElement) to.focus({ preventScroll: true })
}

/** What the same visitor did on the same day, as far as visitors are known. */
function SameVisitor({ visit }: { visit: VisitAnswer }): JSX.Element | null {
  const { client, view } = useAppContext()
  const path = visit.visitor === null ? null : visitorPath(visit.visitor, visit)
  const { data } = useAnswer<VisitListAnswer>(client, path)
  if (path === null) return null
  const others = data?.visits.filter(({ id }) => id !== visit.id) ?? []
  return (
    <section>
      <h3>The same visitor that day</h3>
      {data === null ? (
        <Loading rows={2} what="Looking for other visits" />
      ) : others.length === 0 ? (
        <p class="quiet">No other visit.</p>
      ) : (
        <ol class="plain-list">
          {others.map(({ id, site, time, page }) => (
            <li key={id}>
              <ViewLink to={{ ...view, open: { id, site } }}>
                <time dateTime={time}>{clock(time)}</time> <bdi>{page}</bdi>
              </ViewLink>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}
