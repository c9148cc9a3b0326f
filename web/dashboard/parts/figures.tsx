import type { JSX } from 'preact'
import type { StatsAnswer } from '../../../lambda/api/stats'
import { change, number } from '../text/format'

interface Figure {
  readonly label: string
  readonly value: number | null
  readonly before?: number | null
}

interface Props {
  readonly stats: StatsAnswer | null
  readonly before: StatsAnswer | null
  readonly comparedWith: string
}

/** The totals of the period, each compared with the period before. */
export function Figures({ stats, before, comparedWith }: Props): JSX.Element {
  const of = (name: 'visits' | 'visitors' | 'bots') => ({
    value: stats?.totals[name] ?? null,
    before: before?.totals[name] ?? null,
  })
  const figures: readonly Figure[] = [
    { label: 'Visits', ...of('visits') },
    { label: 'Visitors', ...of('visitors') },
    { label: 'Bot visits', ...of('bots') },
  ]
  return (
    <dl class="figures">
      {figures.map(({ label, value, before }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <span class="value">{value === null ? '–' : number(value)}</span>{' '}
            <Change now={value} before={before ?? null} comparedWith={comparedWith} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

interface ChangeProps {
  readonly now: number | null
  readonly before: number | null
  readonly comparedWith: string
}

function Change({ now, before, comparedWith }: ChangeProps): JSX.Element | null {
  if (now === null || before === null) return null
  const text = change(now, before)
  if (text === null) return null
  return (
    <span class="change" title={`${number(before)} ${comparedWith}`}>
      {text}
      <span class="unseen">
        {' '}
        compared with {number(before)} {comparedWith}
      </span>
    </span>
  )
}
