import type { JSX } from 'preact'
import * as words from '#words'
import type { Path } from '../api/request-list'
import { filled } from '../text/filled'
import { SendButton } from './send-button'

interface Props {
  /** Of the organisation or recipient. */
  readonly path: Path
  readonly name: string
  readonly isMuted: boolean
}

/** Has no more messages sent about somebody, or takes that back. */
export const MuteButton = ({ path, name, isMuted }: Props): JSX.Element => (
  <SendButton isQuiet method="PATCH" path={path} body={{ muted: isMuted ? null : true }}>
    {filled(isMuted ? words.unmute : words.mute, <span class="unseen">{name}</span>)}
  </SendButton>
)
