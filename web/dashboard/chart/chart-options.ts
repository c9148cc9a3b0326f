import UPlot from 'uplot'
import { clock, clockIn, dayTick, number } from '../text/format'

/** What the chart draws, and how it labels time. */
export interface ChartLook {
  readonly isByHour: boolean
  readonly bots: boolean
  readonly refusals: boolean
  /** The time zone of the hours; null is the reader's own. */
  readonly zone: string | null
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
  /** The number of points. */
  readonly count: number
}

export const heightPx = 180

export function chartOptions({ element, look, callbacks, count }: Options): UPlot.Options {
  const { isByHour, zone } = look
  const theme = themeOf(element)
  const half = (isByHour ? hourSeconds : daySeconds) / 2
  return {
    width: element.clientWidth,
    height: heightPx,
    padding: [12, 24, 0, 0], // half a tick's label
    legend: { show: false },
    ...(isByHour && zone !== null && { tzDate: (at: number) => UPlot.tzDate(new Date(at * 1000), zone) }),
    cursor: { y: false, drag: { x: true, y: false, setScale: false }, points: { size: 7 } },
    scales: {
      x: { time: true, range: (_, least, most) => [least - half, most + half] },
      y: { range: (_, __, most) => [0, Math.max(most ?? 0, 4) * 1.05] },
    },
    axes: [timeAxis(theme, look), countAxis(theme)],
    series: seriesOf(theme, look, count),
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

const hourSeconds = 3600
const daySeconds = 86_400

/** Hours or days between two labels on the time axis. Whole numbers, so that no label repeats. */
const timeSteps = [1, 2, 3, 4, 6, 7, 12, 14, 28, 56, 91, 182, 365]

const countSteps = [1, 2, 5]
  .flatMap((one) => Array.from({ length: 7 }, (_, at) => one * 10 ** at))
  .toSorted((a, b) => a - b)

const plainAxis = ({ colour, font }: Theme): UPlot.Axis => ({
  stroke: colour('--quiet'),
  font,
  ticks: { show: false },
  gap: 6,
})

function timeAxis(theme: Theme, { isByHour, zone }: ChartLook): UPlot.Axis {
  const time = zone === null ? clock : clockIn(zone)
  const tick = isByHour ? (at: number) => time(new Date(at * 1000)) : (at: number) => dayTick(at * 1000)
  return {
    ...plainAxis(theme),
    grid: { show: false },
    incrs: timeSteps.map((step) => step * (isByHour ? hourSeconds : daySeconds)),
    space: 64,
    size: 28,
    values: (_, times) => times.map(tick),
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
const seriesOf = ({ colour }: Theme, { bots, refusals }: ChartLook, count: number): UPlot.Series[] => [
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
    points: { show: count < 40, size: 5, fill: colour('--paper') },
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
