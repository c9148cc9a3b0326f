import type { JSX } from 'preact'

const height = 16
const [step, width] = [2, 1.5]

/** Visits a day, the newest at the right. The count beside it says the same to whoever does not see it. */
export function Sparkline({ daily }: { daily: readonly number[] }): JSX.Element | null {
  const most = Math.max(...daily)
  if (daily.length < 2 || most <= 0) return null
  const bars = daily.flatMap((visits, at) => {
    const tall = Math.max(2, Math.round((visits / most) * height))
    return visits === 0 ? [] : [`M${at * step} ${height}v${-tall}h${width}v${tall}z`]
  })
  const across = daily.length * step
  return (
    <svg
      class="sparkline"
      aria-hidden="true"
      width={across}
      height={height}
      viewBox={`0 0 ${across} ${height}`}
    >
      <path class="ground" d={`M0 ${height - 0.5}h${across}`} />
      <path d={bars.join('')} />
    </svg>
  )
}
