import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { ViewLink } from '../parts/view-link'
import { useAppContext } from '../state/app-context'
import { isDay } from '../state/day'
import { go } from '../state/navigation'
import { isPreset, periodOf, presetNames, presets, stepPeriod } from '../state/period'
import { rangeText } from '../text/format'

export function PeriodPicker(): JSX.Element {
  const { view, range, today } = useAppContext()
  const [isCustom, setIsCustom] = useState(false)
  const { period } = view
  return (
    <nav class="period" aria-label="Period">
      <ul class="choices">
        {presets.map((preset) => (
          <li key={preset}>
            <ViewLink to={{ ...view, period: preset }} current={period === preset ? 'true' : undefined}>
              {presetNames[preset]}
            </ViewLink>
          </li>
        ))}
        <li>
          <button
            type="button"
            class="plain"
            aria-expanded={isCustom}
            aria-current={isPreset(period) ? undefined : 'true'}
            onClick={() => setIsCustom(!isCustom)}
          >
            Custom
          </button>
        </li>
      </ul>
      <div class="step">
        <ViewLink to={{ ...view, period: stepPeriod(period, today, -1) }} label="Period before" class="arrow">
          ‹
        </ViewLink>
        <span class="range">{rangeText(range)}</span>
        {range.to < today ? (
          <ViewLink to={{ ...view, period: stepPeriod(period, today, 1) }} label="Period after" class="arrow">
            ›
          </ViewLink>
        ) : (
          <span class="arrow off" aria-hidden="true">
            ›
          </span>
        )}
      </div>
      {isCustom && <CustomPeriod close={() => setIsCustom(false)} />}
    </nav>
  )
}

function CustomPeriod({ close }: { close: () => void }): JSX.Element {
  const { view, range, today } = useAppContext()
  const [from, setFrom] = useState(range.from)
  const [to, setTo] = useState(range.to)
  const isRight = isDay(from) && isDay(to) && from <= to
  const show = (event: Event) => {
    event.preventDefault()
    if (!isRight) return
    go({ ...view, period: periodOf({ from, to }, today) })
    close()
  }
  return (
    <form class="custom" onSubmit={show}>
      <label>
        From{' '}
        <input type="date" value={from} max={today} onInput={(event) => setFrom(event.currentTarget.value)} />
      </label>
      <label>
        To <input type="date" value={to} onInput={(event) => setTo(event.currentTarget.value)} />
      </label>
      <button type="submit" disabled={!isRight}>
        Show
      </button>
    </form>
  )
}
