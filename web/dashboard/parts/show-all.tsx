import type { JSX } from 'preact'
import * as words from '#words'
import { number } from '../text/format'

interface Props {
  readonly count: number
  /** The most that can be shown, if that is fewer. */
  readonly most?: number
  readonly isWhole: boolean
  readonly setIsWhole: (isWhole: boolean) => void
  /** What is listed, for screen readers, if the page has several lists. */
  readonly of?: string
}

/** Switches between the first rows of a list and all of them. */
export const ShowAll = ({ count, most = count, isWhole, setIsWhole, of }: Props): JSX.Element => (
  <button type="button" class="plain more" aria-expanded={isWhole} onClick={() => setIsWhole(!isWhole)}>
    {isWhole ? words.showFewer : showText(count, most)}
    {of !== undefined && <span class="unseen"> {of}</span>}
  </button>
)

const showText = (count: number, most: number): string =>
  count > most ? words.showSome(number(most), number(count)) : words.showAll(number(count))
