import UPlot from 'uplot'
import type { Grain } from '../state/period'
import { number } from '../text/format'
import { labelled, labelOf, type Point } from './series'

/** What the chart draws. */
export interface ChartLook {
  readonly points: readonly Point[]
  readonly grain: Grain
  readonly bots: boolean
  readonly refusals: boolean
}

export interface ChartCallbacks {
  /** Called with the index of the point under the pointer. */
  readonly onPoint: (at: number | null) => void
  /** Called with the first and the last point of a stretch that the reader selected. */
  readonly onZoom: (first: number, last: number) => void
}

interface Options {
  readonly element: HTMLElement
  readonly look: ChartLook
  readonly callbacks: { readonly current: ChartCallbacks }
}

export const heightPx = 180

/** Each point has its number for its place, so that a day with a clock change is as wide as any other. */
export function chartOptions({ element, look, callbacks }: Options): UPlot.Options {
  const theme = themeOf(element)
  return {
    width: element.clientWidth,
    height: heightPx,
    padding: [12, 24, 0, 0], // half a tick's label
    legend: { show: false },
    cursor: { y: false, drag: { x: true, y: false, setScale: false }, points: { size: 7 } },
    scales: {
      x: { time: false, range: () => [-0.5, look.points.length - 0.5] },
      y: { range: (_, __, most) => [0, Math.max(most ?? 0, 4) * 1.05] },
    },
    axes: [timeAxis(theme, look), countAxis(theme)],
    series: seriesOf(theme, look),
    hooks: {
      setCursor: [({ cursor }) => callbacks.current.onPoint(cursor.idx ?? null)],
      setSelect: [(plot) => zoomInto(plot, callbacks.current.onZoom)],
    },
  }
}

interface Theme {
  readonly colour: (name: string) => string
  readonly font: string
}

function themeOf(element: HTMLElement): Theme {
  const style = getComputedStyle(element)
  return {
    colour: (name) => style.getPropertyValue(name).trim(),
    font: `12px ${style.fontFamily}`,
  }
}

const countSteps = [1, 2, 5]
  .flatMap((one) => Array.from({ length: 7 }, (_, at) => one * 10 ** at))
  .toSorted((a, b) => a - b)

const plainAxis = ({ colour, font }: Theme): UPlot.Axis => ({
  stroke: colour('--quiet'),
  font,
  ticks: { show: false },
  gap: 6,
})

/** The width that a label takes, in CSS pixels. */
const labelPx = 64

function timeAxis(theme: Theme, { points, grain }: ChartLook): UPlot.Axis {
  const labels = (places: readonly number[]) =>
    places.map((at) => (points[at] === undefined ? '' : labelOf(points[at], points, grain)))
  return {
    ...plainAxis(theme),
    grid: { show: false },
    size: 28,
    splits: ({ width }) => [...labelled(points, width / labelPx)],
    values: (_, places) => labels(places),
  }
}

const countAxis = (theme: Theme): UPlot.Axis => ({
  ...plainAxis(theme),
  grid: { stroke: theme.colour('--line'), width: 1 },
  incrs: countSteps,
  size: 44,
  values: (_, values) => values.map((value) => number(value)),
})

/** Visits are bars and visitors a line. Bots are dashes and refusals dots, if shown. */
const seriesOf = ({ colour }: Theme, { points, bots, refusals }: ChartLook): UPlot.Series[] => [
  {},
  {
    stroke: colour('--accent'),
    width: 0,
    fill: colour('--bar-strong'),
    paths: (UPlot.paths.bars as NonNullable<typeof UPlot.paths.bars>)({ size: [0.72, 36], align: 0 }),
    points: { show: false },
  },
  {
    stroke: colour('--accent'),
    width: 2,
    points: { show: points.length < 40, size: 5, fill: colour('--paper') },
  },
  ...(bots ? [{ stroke: colour('--quiet'), width: 1.5, dash: [4, 4], points: { show: false } }] : []),
  ...(refusals ? [{ stroke: colour('--danger'), width: 2, dash: [2, 3], points: { show: false } }] : []),
]

/** Zooms into the selected stretch, unless it is hardly wider than a click. */
function zoomInto(plot: UPlot, onZoom: ChartCallbacks['onZoom']): void {
  const { left, width } = plot.select
  if (width < 8) return
  onZoom(plot.posToIdx(left), plot.posToIdx(left + width))
  plot.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false)
}
