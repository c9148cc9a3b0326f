import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { StatsAnswer } from '../../../lambda/api/stats'
import { useAppContext } from '../state/app-context'
import { withFilter } from '../state/filter'
import type { BreakdownOf } from '../text/breakdown-list'
import { number } from '../text/format'
import { Bar } from './bar'
import { ViewLink } from './view-link'

type Counted = NonNullable<StatsAnswer['by'][BreakdownOf['dimension']]>

const shownFirst = 8

/** How often each value of a dimension was there. */
export function Breakdown({ of, counted }: { of: BreakdownOf; counted: Counted | undefined }): JSX.Element {
  const [isWhole, setIsWhole] = useState(false)
  const values = counted?.values ?? []
  const most = Math.max(...values.map(({ visits }) => visits), 1)
  const shown = isWhole ? values : values.slice(0, shownFirst)
  const others = counted?.others.visits ?? 0
  return (
    <section class="breakdown">
      <h2>{of.title}</h2>
      <table>
        <caption class="unseen">{of.title}, the most visits first</caption>
        <thead>
          <tr>
            <th scope="col">{of.one}</th>
            <th scope="col" class="count">
              Visits
            </th>
            <th scope="col" class="count">
              Visitors
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ value, visits, visitors }) => (
            <tr key={value}>
              <th scope="row">
                <Bar share={visits / most} />
                <Value of={of} value={value} />
              </th>
              <td class="count">{number(visits)}</td>
              <td class="count quiet">{number(visitors)}</td>
            </tr>
          ))}
          {values.length === 0 && (
            <tr>
              <td colSpan={3} class="quiet">
                None
              </td>
            </tr>
          )}
          {others > 0 && (isWhole || values.length <= shownFirst) && (
            <tr>
              <th scope="row" class="quiet">
                All others
              </th>
              <td class="count">{number(others)}</td>
              <td class="count quiet">{number(counted?.others.visitors ?? 0)}</td>
            </tr>
          )}
        </tbody>
      </table>
      {values.length > shownFirst && (
        <button type="button" class="plain more" aria-expanded={isWhole} onClick={() => setIsWhole(!isWhole)}>
          {isWhole ? 'Show fewer' : `Show all ${number(values.length)}`}
          <span class="unseen"> {of.title}</span>
        </button>
      )}
    </section>
  )
}

function Value({ of, value }: { of: BreakdownOf; value: string | null }): JSX.Element {
  const { view } = useAppContext()
  if (value === null) return <span class="quiet">{of.unknown}</span>
  const text = <bdi>{of.text(value)}</bdi>
  if (of.filter === null) return <span title={value}>{text}</span>
  return (
    <ViewLink to={{ ...view, filters: withFilter(view.filters, of.filter, value) }} hint={value}>
      {text}
    </ViewLink>
  )
}
