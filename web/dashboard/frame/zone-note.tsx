import type { JSX } from 'preact'
import * as words from '#words'
import { useAppContext } from '../state/app-context'
import { filled } from '../text/filled'

/** Names the clock by which a view tells times, where no period names it. */
export function ZoneNote(): JSX.Element {
  const { moment } = useAppContext()
  return <p class="quiet zone">{filled(words.timesBy, <bdi>{moment.zone}</bdi>)}</p>
}
