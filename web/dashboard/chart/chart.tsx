import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import UPlot from 'uplot'
import { clock, clockIn, dayTick, number } from '../text/format'
import type { Point } from './series'

interface Props {
  readonly points: readonly Point[]
  readonly isByHour: boolean
  readonly bots: boolean
  readonly refusals: boolean
  /** By whose clock hours are told; null is the reader's own. */
  readonly zone: string | null
  /** Told which point the pointer is at. */
  readonly onPoint: (at: number | null) => void
  /** Told which stretch was drawn over, as the first and the last point. */
  readonly onZoom: (first: number, last: number) => void
}

const heightPx = 180

/** Hours or days from one named on the time axis to the next: none is named twice. */
const steps = [1, 2, 3, 4, 6, 7, 12, 14, 28, 56, 91, 182, 365]

/** Drawn only: whoever cannot see it reads the table behind it. */
export function Chart({ points, isByHour, bots, refusals, zone, onPoint, onZoom }: Props): JSX.Element {
  const place = useRef<HTMLDivElement>(null)
  const [scheme, setScheme] = useState(0)
  const callbacks = useRef({ onPoint, onZoom })
  callbacks.current = { onPoint, onZoom }

  useEffect(() => {
    const dark = matchMedia('(prefers-color-scheme: dark)')
    const changed = () => setScheme((count) => count + 1)
    dark.addEventListener('change', changed)
    return () => dark.removeEventListener('change', changed)
  }, [])

  // Another scheme has other colours.
  useEffect(() => {
    const element = place.current
    if (element === null || points.length === 0) return
    const plot = new UPlot(
      chartOptions({ element, isByHour, bots, refusals, zone, callbacks, count: points.length }),
      [
        points.map(({ time }) => time),
        points.map(({ visits }) => visits),
        points.map(({ visitors }) => visitors),
        ...(bots ? [points.map((one) => one.bots)] : []),
        ...(refusals ? [points.map((one) => one.refusals)] : []),
      ],
      element,
    )
    const observer = new ResizeObserver(() => plot.setSize({ width: element.clientWidth, height: heightPx }))
    observer.observe(element)
    return () => {
      observer.disconnect()
      plot.destroy()
    }
  }, [points, isByHour, bots, refusals, zone, scheme])

  return <div class="chart" ref={place} aria-hidden="true" />
}

interface ChartOptions {
  readonly element: HTMLElement
  readonly isByHour: boolean
  readonly bots: boolean
  readonly refusals: boolean
  readonly zone: string | null
  readonly callbacks: { readonly current: Pick<Props, 'onPoint' | 'onZoom'> }
  readonly count: number
}

function chartOptions({
  element,
  isByHour,
  bots,
  refusals,
  zone,
  callbacks,
  count,
}: ChartOptions): UPlot.Options {
  const style = getComputedStyle(element)
  const colour = (name: string) => style.getPropertyValue(name).trim()
  const font = `12px ${style.fontFamily}`
  const axis = { stroke: colour('--quiet'), font, ticks: { show: false }, gap: 6 }
  const time = zone === null ? clock : clockIn(zone)
  const tick = isByHour ? (at: number) => time(new Date(at * 1000)) : (time: number) => dayTick(time * 1000)
  const half = (isByHour ? 3600 : 86_400) / 2
  return {
    width: element.clientWidth,
    height: heightPx,
    padding: [12, 24, 0, 0], // half a tick's name
    legend: { show: false },
    ...(isByHour && zone !== null && { tzDate: (at: number) => UPlot.tzDate(new Date(at * 1000), zone) }),
    cursor: { y: false, drag: { x: true, y: false, setScale: false }, points: { size: 7 } },
    scales: {
      x: { time: true, range: (_, least, most) => [least - half, most + half] },
      y: { range: (_, __, most) => [0, Math.max(most ?? 0, 4) * 1.05] },
    },
    axes: [
      {
        ...axis,
        grid: { show: false },
        incrs: steps.map((step) => step * (isByHour ? 3600 : 86_400)),
        space: 64,
        size: 28,
        values: (_, times) => times.map(tick),
      },
      {
        ...axis,
        grid: { stroke: colour('--line'), width: 1 },
        incrs: [1, 2, 5]
          .flatMap((one) => Array.from({ length: 7 }, (_, at) => one * 10 ** at))
          .toSorted((a, b) => a - b),
        size: 44,
        values: (_, values) => values.map((value) => number(value)),
      },
    ],
    series: [
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
    ],
    hooks: {
      setCursor: [({ cursor }) => callbacks.current.onPoint(cursor.idx ?? null)],
      setSelect: [
        (plot) => {
          const { left, width } = plot.select
          if (width < 8) return
          callbacks.current.onZoom(plot.posToIdx(left), plot.posToIdx(left + width))
          plot.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false)
        },
      ],
    },
  }
}
