import type { JSX } from 'preact'
import { number } from '../text/format'

interface Props {
  readonly count: number
  readonly isWhole: boolean
  readonly setIsWhole: (isWhole: boolean) => void
  /** What is listed, for screen readers, if the page has several lists. */
  readonly of?: string
}

/** Switches between the first rows of a list and all of them. */
export const ShowAll = ({ count, isWhole, setIsWhole, of }: Props): JSX.Element => (
  <button type="button" class="plain more" aria-expanded={isWhole} onClick={() => setIsWhole(!isWhole)}>
    {isWhole ? 'Show fewer' : `Show all ${number(count)}`}
    {of !== undefined && <span class="unseen"> {of}</span>}
  </button>
)
