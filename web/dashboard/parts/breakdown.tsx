import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import * as words from '#words'
import type { StatsAnswer } from '../../../lambda/api/stats'
import { useAnswer } from '../api/answer'
import { type Path, valuesPath } from '../api/request-list'
import { useAppContext } from '../state/app-context'
import { withFilter, withValue } from '../state/filter'
import type { BreakdownOf } from '../text/breakdown-list'
import { number } from '../text/format'
import { Bar } from './bar'
import { countColumn, DataTable } from './data-table'
import { ShowAll } from './show-all'
import { ViewLink } from './view-link'

type Counted = NonNullable<StatsAnswer['by'][BreakdownOf['dimension']]>

const shownFirst = 8

/** The most values that one report names. */
const maxNamed = 500

const nothing: Counted = { values: [], others: { values: 0, visits: 0, visitors: 0 } }

interface BreakdownProps {
  readonly of: BreakdownOf
  readonly counted: Counted | undefined
  /** The path of the report, which names the most frequent values only. */
  readonly report: Path
}

/** A table of one dimension's values, with the visits and visitors of each. */
export function Breakdown({ of, counted = nothing, report }: BreakdownProps): JSX.Element {
  const { client } = useAppContext()
  const [isWhole, setIsWhole] = useState(false)
  const isCut = isWhole && counted.others.values > 0
  const more = useAnswer<'GET /stats'>(client, isCut ? valuesPath(report, of.dimension) : null)
  const { values, others } = (isCut && !more.isOther && more.data?.by[of.dimension]) || counted
  const most = Math.max(...values.map(({ visits }) => visits), 1)
  const count = values.length + others.values
  const hasMore = count > shownFirst
  return (
    <section class="breakdown">
      <h2>{of.title}</h2>
      <DataTable
        caption={words.mostVisitsFirst(of.title)}
        columns={[{ name: of.one }, countColumn(words.visits), countColumn(words.visitors)]}
      >
        {values.slice(0, isWhole ? undefined : shownFirst).map((counts) => (
          <ValueRow key={counts.value} of={of} counts={counts} share={counts.visits / most} />
        ))}
        {values.length === 0 && <NoneRow />}
        {others.visits > 0 && (isWhole || !hasMore) && <OthersRow {...others} />}
      </DataTable>
      {hasMore && (
        <ShowAll count={count} most={maxNamed} isWhole={isWhole} setIsWhole={setIsWhole} of={of.title} />
      )}
    </section>
  )
}

interface ValueRowProps {
  readonly of: BreakdownOf
  readonly counts: Counted['values'][number]
  readonly share: number
}

const ValueRow = ({ of, counts: { value, visits, visitors }, share }: ValueRowProps): JSX.Element => (
  <tr>
    <th scope="row">
      <Bar share={share} />
      <Value of={of} value={value} />
    </th>
    <td class="count">{number(visits)}</td>
    <td class="count quiet">{number(visitors)}</td>
  </tr>
)

const NoneRow = (): JSX.Element => (
  <tr>
    <td colSpan={3} class="quiet">
      {words.none}
    </td>
  </tr>
)

const OthersRow = ({ values, visits, visitors }: Counted['others']): JSX.Element => (
  <tr>
    <th scope="row" class="quiet">
      {values > 1 ? words.others(number(values)) : words.allOthers}
    </th>
    <td class="count">{number(visits)}</td>
    <td class="count quiet">{number(visitors)}</td>
  </tr>
)

function Value({ of, value }: { of: BreakdownOf; value: string | null }): JSX.Element {
  const { view } = useAppContext()
  const text = value === null ? of.unknown : of.text(value)
  const shown = <bdi>{text}</bdi>
  const { filter } = of
  if (filter === null) return <span title={value ?? undefined}>{shown}</span>
  return (
    <>
      <ViewLink to={{ ...view, filters: withFilter(view.filters, filter, value) }} hint={value ?? undefined}>
        {shown}
      </ViewLink>{' '}
      <ViewLink
        to={{ ...view, filters: withValue(view.filters, filter, value, true) }}
        class="leave-out"
        label={words.allBut(text)}
        hint={words.allBut(text)}
      >
        {''}
      </ViewLink>
    </>
  )
}
