import type { JSX } from 'preact'
import * as words from '#words'
import type { StatsAnswer } from '../../../lambda/api/stats'
import { change, number } from '../text/format'
import { durationText } from '../text/reading'

interface Figure {
  readonly label: string
  readonly value: number | null
  readonly before?: number | null
  /** How the value is written; a number when left out. */
  readonly text?: (value: number) => string
}

interface Props {
  readonly stats: StatsAnswer | null
  /** What to compare with. */
  readonly before: StatsAnswer | null
}

/** Whether everything of a period is known and counted, so that its totals can be compared. */
export const isKnownWhole = ({ from, known, freshness }: StatsAnswer): boolean =>
  known?.from === from && freshness.complete

/** The totals of the period, each compared with those of another one. */
export function Figures({ stats, before }: Props): JSX.Element {
  const isComparable = before !== null && stats?.freshness.complete === true && isKnownWhole(before)
  const of = (name: 'visits' | 'visitors' | 'bots') => ({
    value: stats?.totals[name] ?? null,
    before: isComparable ? before.totals[name] : null,
  })
  const figures: Figure[] = [
    { label: words.visits, ...of('visits') },
    { label: words.visitors, ...of('visitors') },
    { label: words.botVisits, ...of('bots') },
  ]
  const median = stats?.totals.engagement?.medianSeconds ?? null
  if (median !== null) figures.push({ label: words.medianTime, value: median, text: durationText })
  return (
    <dl class="figures">
      {figures.map(({ label, value, before, text = number }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <span class="value">{value === null ? '–' : text(value)}</span>{' '}
            <Change now={value} before={before ?? null} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

interface ChangeProps {
  readonly now: number | null
  readonly before: number | null
}

function Change({ now, before }: ChangeProps): JSX.Element | null {
  if (now === null || before === null) return null
  const text = change(now, before)
  if (text === null) return null
  return (
    <span class="change" title={words.countThen(number(before))}>
      {text}
      <span class="unseen">{words.comparedToCount(number(before))}</span>
    </span>
  )
}
