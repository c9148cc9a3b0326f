import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import UPlot from 'uplot'
import { type ChartCallbacks, type ChartLook, chartOptions, heightPx } from './chart-options'

type Props = ChartLook & ChartCallbacks

/** The chart, for the eye only. Screen readers have the table below it. */
export function Chart({ points, grain, bots, refusals, onPoint, onZoom }: Props): JSX.Element {
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
    const look = { points, grain, bots, refusals }
    const plot = new UPlot(chartOptions({ element, look, callbacks }), dataOf(look), element)
    const observer = new ResizeObserver(() => plot.setSize({ width: element.clientWidth, height: heightPx }))
    observer.observe(element)
    return () => {
      observer.disconnect()
      plot.destroy()
    }
  }, [points, grain, bots, refusals, scheme])

  return <div class="chart" ref={place} aria-hidden="true" />
}

/** The places, then the values of each series, in the order of `seriesOf`. */
const dataOf = ({ points, bots, refusals }: ChartLook): UPlot.AlignedData => [
  points.map((_, at) => at),
  points.map(({ visits }) => visits),
  points.map(({ visitors }) => visitors),
  ...(bots ? [points.map((one) => one.bots)] : []),
  ...(refusals ? [points.map((one) => one.refusals)] : []),
]
