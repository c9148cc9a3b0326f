import type { JSX } from 'preact'
import { useMemo, useState } from 'preact/hooks'
import type { StatsAnswer } from '../../../lambda/api/stats'
import { countColumn, DataTable } from '../parts/data-table'
import { useAppContext } from '../state/app-context'
import { go } from '../state/navigation'
import { type Grain, grainOf } from '../state/period'
import { countText, number } from '../text/format'
import { Chart } from './chart'
import { type Point, pointsOf } from './series'

/** What the chart shows besides visits and visitors. */
interface Series {
  readonly bots?: boolean
  readonly refusals?: boolean
}

export const grainNames: Readonly<Record<Grain, string>> = {
  hour: 'Hour',
  day: 'Day',
  week: 'Week',
  month: 'Month',
}

/** The chart, a readout of the point under the pointer, and the same data as a table. */
export function TimeLine({ stats, ...series }: Series & { readonly stats: StatsAnswer }): JSX.Element {
  const { view, range } = useAppContext()
  const [at, setAt] = useState<number | null>(null)
  const chosen = grainOf(view.grain, range)
  const byDay = chosen === 'hour' ? 'day' : chosen
  const grain = stats.by.hour === undefined ? byDay : 'hour' // an answer to an earlier question may be shown
  const points = useMemo(() => pointsOf(stats, grain), [stats, grain])
  const zoomTo = (first: number, last: number) => {
    const [from, to] = [points[first]?.value.slice(0, 10), points[last]?.to]
    if (from !== undefined && to !== undefined) go({ ...view, period: { from, to } })
  }
  const shown = at === null ? undefined : points[at]
  return (
    <>
      <p class="reading">
        {shown === undefined ? <Legend {...series} /> : <Reading point={shown} {...series} />}
      </p>
      <Chart
        points={points}
        grain={grain}
        bots={series.bots ?? false}
        refusals={series.refusals ?? false}
        onPoint={setAt}
        onZoom={zoomTo}
      />
      <details class="as-table">
        <summary>The chart as a table</summary>
        <PointTable points={points} {...series} grain={grain} />
      </details>
    </>
  )
}

const Legend = ({ bots, refusals }: Series): JSX.Element => (
  <>
    <span class="key key-bars">Visits</span> <span class="key">Visitors</span>{' '}
    {bots && <span class="key key-dashes">Bot visits</span>}{' '}
    {refusals && <span class="key key-dots">Refusals</span>}
  </>
)

const Reading = ({ point, bots, refusals }: Series & { readonly point: Point }): JSX.Element => (
  <>
    <b>{point.name}</b> {countText(point.visits, 'visit')}, {countText(point.visitors, 'visitor')}
    {bots && `, ${countText(point.bots, 'bot visit')}`}
    {refusals && `, ${countText(point.refusals, 'refusal')}`}
  </>
)

interface TableProps extends Series {
  readonly points: readonly Point[]
  readonly grain: Grain
}

const PointTable = ({ points, bots, refusals, grain }: TableProps): JSX.Element => (
  <DataTable
    caption={`Visits and visitors by ${grain}`}
    columns={[
      { name: grainNames[grain] },
      countColumn('Visits'),
      countColumn('Visitors'),
      ...(bots ? [countColumn('Bots')] : []),
      ...(refusals ? [countColumn('Refusals')] : []),
    ]}
  >
    {points.map((one) => (
      <tr key={one.value}>
        <th scope="row">{one.name}</th>
        <td class="count">{number(one.visits)}</td>
        <td class="count">{number(one.visitors)}</td>
        {bots && <td class="count">{number(one.bots)}</td>}
        {refusals && <td class="count">{number(one.refusals)}</td>}
      </tr>
    ))}
  </DataTable>
)
