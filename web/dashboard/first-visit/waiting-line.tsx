import type { JSX } from 'preact'
import * as words from '#words'
import { filledText } from '../text/filled'
import { countText } from '../text/format'

/** Says that the page listens, and how many beacons came that were no visits. */
export const WaitingLine = ({ refused }: { refused: number }): JSX.Element => (
  <p role="status" class="waiting">
    <span class="pulse" aria-hidden="true" />{' '}
    {refused === 0
      ? words.waitingForFirst
      : filledText(words.onlyRefused[refused === 1 ? 'one' : 'other'], countText(refused, words.ofBeacons))}
  </p>
)
