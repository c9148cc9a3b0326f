import type { JSX } from 'preact'
import { useMemo, useState } from 'preact/hooks'
import type { StatsAnswer } from '../../lambda/http/stats-answer'
import { useBook } from './book'
import { Chart } from './chart'
import { counted, number } from './format'
import { go } from './navigation'
import { isByHour, named } from './period'
import { type Point, pointName, pointsOf } from './series'

/** What the chart shows beside visits and visitors. */
interface Shown {
  readonly bots?: boolean
  readonly refusals?: boolean
}

/** When they came: the chart, what the pointer is at, and the same as a table. */
export function TimeLine({ stats, ...shows }: Shown & { readonly stats: StatsAnswer }): JSX.Element {
  const { view, range, today } = useBook()
  const [at, point] = useState<number | null>(null)
  const points = useMemo(() => pointsOf(stats), [stats])
  const hours = stats.by.hour !== undefined && isByHour(range)
  const zoom = (first: number, last: number) => {
    const [from, to] = [points[first], points[last]].map((one) => one?.value.slice(0, 10))
    if (from !== undefined && to !== undefined) go({ ...view, period: named({ from, to }, today) })
  }
  const shown = at === null ? undefined : points[at]
  return (
    <>
      <p class="reading">
        {shown === undefined ? <Legend {...shows} /> : <Reading point={shown} {...shows} />}
      </p>
      <Chart
        points={points}
        isByHour={hours}
        bots={shows.bots ?? false}
        refusals={shows.refusals ?? false}
        point={point}
        zoom={zoom}
      />
      <details class="as-table">
        <summary>The chart as a table</summary>
        <PointTable points={points} {...shows} isByHour={hours} />
      </details>
    </>
  )
}

const Legend = ({ bots, refusals }: Shown): JSX.Element => (
  <>
    <span class="key key-bars">Visits</span> <span class="key">Visitors</span>{' '}
    {bots && <span class="key key-dashes">Visits of bots</span>}{' '}
    {refusals && <span class="key key-dots">Refusals</span>}
  </>
)

const Reading = ({ point, bots, refusals }: Shown & { readonly point: Point }): JSX.Element => (
  <>
    <b>{pointName(point)}</b> {counted(point.visits, 'visit')}, {counted(point.visitors, 'visitor')}
    {bots && `, ${number(point.bots)} of bots`}
    {refusals && `, ${counted(point.refusals, 'refusal')}`}
  </>
)

interface TableProps extends Shown {
  readonly points: readonly Point[]
  readonly isByHour: boolean
}

function PointTable({ points, bots, refusals, isByHour }: TableProps): JSX.Element {
  return (
    <table>
      <caption class="unseen">Visits and visitors {isByHour ? 'by hour' : 'by day'}</caption>
      <thead>
        <tr>
          <th scope="col">{isByHour ? 'Hour' : 'Day'}</th>
          <th scope="col" class="count">
            Visits
          </th>
          <th scope="col" class="count">
            Visitors
          </th>
          {bots && (
            <th scope="col" class="count">
              Bots
            </th>
          )}
          {refusals && (
            <th scope="col" class="count">
              Refusals
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {points.map((one) => (
          <tr key={one.value}>
            <th scope="row">{pointName(one)}</th>
            <td class="count">{number(one.visits)}</td>
            <td class="count">{number(one.visitors)}</td>
            {bots && <td class="count">{number(one.bots)}</td>}
            {refusals && <td class="count">{number(one.refusals)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
