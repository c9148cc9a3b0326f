import type { JSX } from 'preact'

/** A thin bar that compares a value with the largest one. @param share 0 to 1 */
export const Bar = ({ share }: { share: number }): JSX.Element => (
  <span class="bar" aria-hidden="true" style={{ '--share': `${Math.max(share * 100, 0.5).toFixed(1)}%` }} />
)
