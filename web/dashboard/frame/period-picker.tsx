import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import * as words from '#words'
import { ViewLink } from '../parts/view-link'
import { ViewSelect } from '../parts/view-select'
import { useAppContext } from '../state/app-context'
import { isDay } from '../state/day'
import { go } from '../state/navigation'
import { isPreset, type Preset, presets, stepPeriod } from '../state/period'
import { pageZone } from '../state/zone'
import { rangeText } from '../text/format'

export function PeriodPicker(): JSX.Element {
  const [isCustom, setIsCustom] = useState(false)
  return (
    <nav class="period" aria-label={words.period}>
      <Presets isCustom={isCustom} setIsCustom={setIsCustom} />
      <Steps />
      {isCustom && <CustomPeriod close={() => setIsCustom(false)} />}
      {pageZone.isFallback && <p class="quiet">{words.noZone}</p>}
    </nav>
  )
}

interface PresetsProps {
  readonly isCustom: boolean
  readonly setIsCustom: (isCustom: boolean) => void
}

export const presetNames: Readonly<Record<Preset, string>> = words.periodNames

/** Those with a link of their own; the others are in a list. */
const linked: readonly Preset[] = ['today', 'yesterday', '7d', '30d', '90d', '12m']
const listed = presets.filter((preset) => !linked.includes(preset))

function Presets({ isCustom, setIsCustom }: PresetsProps): JSX.Element {
  const { view } = useAppContext()
  return (
    <ul class="choices">
      {linked.map((preset) => (
        <li key={preset}>
          <ViewLink to={{ ...view, period: preset }} current={view.period === preset ? 'true' : undefined}>
            {presetNames[preset]}
          </ViewLink>
        </li>
      ))}
      <li>
        <ListedPresets />
      </li>
      <li>
        <button
          type="button"
          class="plain"
          aria-expanded={isCustom}
          aria-current={isPreset(view.period) ? undefined : 'true'}
          onClick={() => setIsCustom(!isCustom)}
        >
          {words.custom}
        </button>
      </li>
    </ul>
  )
}

function ListedPresets(): JSX.Element {
  const { view } = useAppContext()
  const chosen = listed.find((preset) => preset === view.period)
  return (
    <ViewSelect
      label={words.morePeriods}
      value={chosen ?? ''}
      options={[
        ...(chosen === undefined ? [['', '–'] as const] : []),
        ...listed.map((preset) => [preset, presetNames[preset]] as const),
      ]}
      to={(preset) => ({ ...view, period: preset === '' ? view.period : preset })}
    />
  )
}

/** Links to the previous and the next period of the same kind. Nothing comes after today. */
function Steps(): JSX.Element {
  const { view, range, today, moment } = useAppContext()
  const step = (direction: -1 | 1) => ({ ...view, period: stepPeriod(view.period, today, direction) })
  return (
    <div class="step">
      <ViewLink to={step(-1)} label={words.previousPeriod} class="arrow">
        ‹
      </ViewLink>
      <span class="range">{rangeText(range)}</span>
      {range.to < today ? (
        <ViewLink to={step(1)} label={words.nextPeriod} class="arrow">
          ›
        </ViewLink>
      ) : (
        <span class="arrow off" aria-hidden="true">
          ›
        </span>
      )}
      <bdi class="quiet" title={words.zoneOfDays}>
        {moment.zone}
      </bdi>
    </div>
  )
}

function CustomPeriod({ close }: { close: () => void }): JSX.Element {
  const { view, range, today } = useAppContext()
  const [from, setFrom] = useState(range.from)
  const [to, setTo] = useState(range.to)
  const first = useRef<HTMLInputElement>(null)
  const [opener] = useState(() => document.activeElement)
  useEffect(() => first.current?.focus(), [])
  const leave = () => {
    close()
    if (opener instanceof HTMLElement) opener.focus()
  }
  const isRight = isDay(from) && isDay(to) && from <= to
  const show = (event: Event) => {
    event.preventDefault()
    if (!isRight) return
    go({ ...view, period: { from, to } })
    close()
  }
  return (
    <form class="custom" onSubmit={show} onKeyDown={({ key }) => key === 'Escape' && leave()}>
      <label>
        {words.from}{' '}
        <input
          type="date"
          value={from}
          max={today}
          ref={first}
          onInput={(event) => setFrom(event.currentTarget.value)}
        />
      </label>
      <label>
        {words.to} <input type="date" value={to} onInput={(event) => setTo(event.currentTarget.value)} />
      </label>
      <button type="submit" disabled={!isRight}>
        {words.show}
      </button>
    </form>
  )
}
