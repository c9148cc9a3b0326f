import type { JSX } from 'preact'
import { useMemo, useState } from 'preact/hooks'
import type { StatsAnswer } from '../../../lambda/api/stats'
import { countColumn, DataTable } from '../parts/data-table'
import { useAppContext } from '../state/app-context'
import { go } from '../state/navigation'
import { isByHour, periodOf } from '../state/period'
import { clock, clockIn, countText, number } from '../text/format'
import { Chart } from './chart'
import { type Point, pointName, pointsOf } from './series'

/** What the chart shows besides visits and visitors. */
interface Series {
  readonly bots?: boolean
  readonly refusals?: boolean
  /** The time zone of the hours; the reader's own by default. */
  readonly zone?: string | null
}

/** The chart, a readout of the point under the pointer, and the same data as a table. */
export function TimeLine({
  stats,
  zone = null,
  ...series
}: Series & { readonly stats: StatsAnswer }): JSX.Element {
  const { view, range, today } = useAppContext()
  const [at, setAt] = useState<number | null>(null)
  const points = useMemo(() => pointsOf(stats), [stats])
  const hours = stats.by.hour !== undefined && isByHour(range)
  const zoomTo = (first: number, last: number) => {
    const [from, to] = [points[first], points[last]].map((one) => one?.value.slice(0, 10))
    if (from !== undefined && to !== undefined) go({ ...view, period: periodOf({ from, to }, today) })
  }
  const shown = at === null ? undefined : points[at]
  const time = useMemo(() => (zone === null ? clock : clockIn(zone)), [zone])
  return (
    <>
      <p class="reading">
        {shown === undefined ? <Legend {...series} /> : <Reading point={shown} {...series} time={time} />}
      </p>
      <Chart
        points={points}
        isByHour={hours}
        bots={series.bots ?? false}
        refusals={series.refusals ?? false}
        zone={zone}
        onPoint={setAt}
        onZoom={zoomTo}
      />
      <details class="as-table">
        <summary>The chart as a table</summary>
        <PointTable points={points} {...series} time={time} isByHour={hours} />
      </details>
    </>
  )
}

const Legend = ({ bots, refusals }: Omit<Series, 'zone'>): JSX.Element => (
  <>
    <span class="key key-bars">Visits</span> <span class="key">Visitors</span>{' '}
    {bots && <span class="key key-dashes">Bot visits</span>}{' '}
    {refusals && <span class="key key-dots">Refusals</span>}
  </>
)

interface TextProps extends Omit<Series, 'zone'> {
  readonly time: (moment: Date) => string
}

const Reading = ({ point, bots, refusals, time }: TextProps & { readonly point: Point }): JSX.Element => (
  <>
    <b>{pointName(point, time)}</b> {countText(point.visits, 'visit')}, {countText(point.visitors, 'visitor')}
    {bots && `, ${countText(point.bots, 'bot visit')}`}
    {refusals && `, ${countText(point.refusals, 'refusal')}`}
  </>
)

interface TableProps extends TextProps {
  readonly points: readonly Point[]
  readonly isByHour: boolean
}

const PointTable = ({ points, bots, refusals, isByHour, time }: TableProps): JSX.Element => (
  <DataTable
    caption={`Visits and visitors ${isByHour ? 'by hour' : 'by day'}`}
    columns={[
      { name: isByHour ? 'Hour' : 'Day' },
      countColumn('Visits'),
      countColumn('Visitors'),
      ...(bots ? [countColumn('Bots')] : []),
      ...(refusals ? [countColumn('Refusals')] : []),
    ]}
  >
    {points.map((one) => (
      <tr key={one.value}>
        <th scope="row">{pointName(one, time)}</th>
        <td class="count">{number(one.visits)}</td>
        <td class="count">{number(one.visitors)}</td>
        {bots && <td class="count">{number(one.bots)}</td>}
        {refusals && <td class="count">{number(one.refusals)}</td>}
      </tr>
    ))}
  </DataTable>
)
