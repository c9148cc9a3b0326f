import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import * as words from '#words'
import { useAppContext } from '../state/app-context'
import { isPreset } from '../state/period'
import type { ViewName } from '../state/view'
import { rangeText } from '../text/format'
import { PeriodPicker, presetNames } from './period-picker'
import { SiteSwitcher, type Sites } from './site-switcher'

/** The views that show a period. */
const withPeriod: readonly ViewName[] = ['overview', 'visits', 'organisation', 'refusals']

/** Says in one line what a phone shows, `30 days · you.dev`, and opens what chooses it. */
export function PlaceButton({ sites }: { sites: Sites }): JSX.Element {
  const { view, range } = useAppContext()
  const [isOpen, setIsOpen] = useState(false)
  const hasPeriod = withPeriod.includes(view.name)
  const period = isPreset(view.period) ? presetNames[view.period] : rangeText(range)
  return (
    <>
      <button type="button" class="place" aria-haspopup="dialog" onClick={() => setIsOpen(true)}>
        <span>
          {hasPeriod && `${period} · `}
          <bdi>{view.site ?? words.allSites}</bdi>
        </span>
      </button>
      {isOpen && <PlaceSheet sites={sites} hasPeriod={hasPeriod} close={() => setIsOpen(false)} />}
    </>
  )
}

interface SheetProps {
  readonly sites: Sites
  readonly hasPeriod: boolean
  readonly close: () => void
}

/** Closes once something is chosen: it covers what was asked for. */
function PlaceSheet({ sites, hasPeriod, close }: SheetProps): JSX.Element {
  const { view } = useAppContext()
  const dialog = useRef<HTMLDialogElement>(null)
  const opened = useRef(view)
  useEffect(() => dialog.current?.showModal(), [])
  useEffect(() => {
    if (view !== opened.current) dialog.current?.close()
  }, [view])
  return (
    <dialog ref={dialog} onClose={close} aria-labelledby="place-name">
      <div class="sheet">
        <header class="section">
          <h2 id="place-name">{hasPeriod ? words.periodAndSite : words.site}</h2>
          <button type="button" class="plain" onClick={() => dialog.current?.close()}>
            {words.close}
          </button>
        </header>
        <SiteSwitcher sites={sites} />
        {hasPeriod && <PeriodPicker />}
      </div>
    </dialog>
  )
}
