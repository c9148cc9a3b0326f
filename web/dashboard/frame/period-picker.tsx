import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { ViewLink } from '../parts/view-link'
import { useAppContext } from '../state/app-context'
import { isDay } from '../state/day'
import { go } from '../state/navigation'
import { isPreset, periodOf, presetNames, presets, stepPeriod } from '../state/period'
import { rangeText } from '../text/format'

export function PeriodPicker(): JSX.Element {
  const [isCustom, setIsCustom] = useState(false)
  return (
    <nav class="period" aria-label="Period">
      <Presets isCustom={isCustom} setIsCustom={setIsCustom} />
      <Steps />
      {isCustom && <CustomPeriod close={() => setIsCustom(false)} />}
    </nav>
  )
}

interface PresetsProps {
  readonly isCustom: boolean
  readonly setIsCustom: (isCustom: boolean) => void
}

function Presets({ isCustom, setIsCustom }: PresetsProps): JSX.Element {
  const { view } = useAppContext()
  return (
    <ul class="choices">
      {presets.map((preset) => (
        <li key={preset}>
          <ViewLink to={{ ...view, period: preset }} current={view.period === preset ? 'true' : undefined}>
            {presetNames[preset]}
          </ViewLink>
        </li>
      ))}
      <li>
        <button
          type="button"
          class="plain"
          aria-expanded={isCustom}
          aria-current={isPreset(view.period) ? undefined : 'true'}
          onClick={() => setIsCustom(!isCustom)}
        >
          Custom
        </button>
      </li>
    </ul>
  )
}

/** Links to the previous and the next period. Nothing comes after today. */
function Steps(): JSX.Element {
  const { view, range, today } = useAppContext()
  const step = (direction: -1 | 1) => ({ ...view, period: stepPeriod(view.period, today, direction) })
  return (
    <div class="step">
      <ViewLink to={step(-1)} label="Previous period" class="arrow">
        ‹
      </ViewLink>
      <span class="range">{rangeText(range)}</span>
      {range.to < today ? (
        <ViewLink to={step(1)} label="Next period" class="arrow">
          ›
        </ViewLink>
      ) : (
        <span class="arrow off" aria-hidden="true">
          ›
        </span>
      )}
    </div>
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
