import type { JSX } from 'preact'

/** A thin bar behind a value that says how large it is beside the others. @param share 0 to 1 */
export const Bar = ({ share }: { share: number }): JSX.Element => (
  <span class="bar" aria-hidden="true" style={{ '--share': `${Math.max(share * 100, 0.5).toFixed(1)}%` }} />
)
