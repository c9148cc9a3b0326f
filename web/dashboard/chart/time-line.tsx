import type { JSX } from 'preact'
import { useMemo, useState } from 'preact/hooks'
import * as words from '#words'
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

export const grainNames: Readonly<Record<Grain, string>> = words.grainNames

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
        <summary>{words.chartAsTable}</summary>
        <PointTable points={points} {...series} grain={grain} />
      </details>
    </>
  )
}

const Legend = ({ bots, refusals }: Series): JSX.Element => (
  <>
    <span class="key key-bars">{words.visits}</span> <span class="key">{words.visitors}</span>{' '}
    {bots && <span class="key key-dashes">{words.botVisits}</span>}{' '}
    {refusals && <span class="key key-dots">{words.refusals}</span>}
  </>
)

const Reading = ({ point, bots, refusals }: Series & { readonly point: Point }): JSX.Element => (
  <>
    <b>{point.name}</b> {countText(point.visits, words.ofVisits)},{' '}
    {countText(point.visitors, words.ofVisitors)}
    {bots && `, ${countText(point.bots, words.ofBotVisits)}`}
    {refusals && `, ${countText(point.refusals, words.ofRefusals)}`}
  </>
)

interface TableProps extends Series {
  readonly points: readonly Point[]
  readonly grain: Grain
}

const PointTable = ({ points, bots, refusals, grain }: TableProps): JSX.Element => (
  <DataTable
    caption={words.chartBy[grain]}
    columns={[
      { name: grainNames[grain] },
      countColumn(words.visits),
      countColumn(words.visitors),
      ...(bots ? [countColumn(words.bots)] : []),
      ...(refusals ? [countColumn(words.refusals)] : []),
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
