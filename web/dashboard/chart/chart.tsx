import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import UPlot from 'uplot'
import { type ChartCallbacks, type ChartLook, chartOptions, heightPx } from './chart-options'
import type { Point } from './series'

interface Props extends ChartLook, ChartCallbacks {
  readonly points: readonly Point[]
}

/** The chart, for the eye only. Screen readers have the table below it. */
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

  // `scheme` is a dependency because light and dark have different colours.
  useEffect(() => {
    const element = place.current
    if (element === null || points.length === 0) return
    const plot = new UPlot(
      chartOptions({ element, look: { isByHour, bots, refusals, zone }, callbacks, count: points.length }),
      dataOf(points, { bots, refusals }),
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

/** The times, then the values of each series, in the order of `seriesOf`. */
const dataOf = (
  points: readonly Point[],
  { bots, refusals }: Pick<ChartLook, 'bots' | 'refusals'>,
): UPlot.AlignedData => [
  points.map(({ time }) => time),
  points.map(({ visits }) => visits),
  points.map(({ visitors }) => visitors),
  ...(bots ? [points.map((one) => one.bots)] : []),
  ...(refusals ? [points.map((one) => one.refusals)] : []),
]
