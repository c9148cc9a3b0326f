import type { JSX } from 'preact'
import { go } from '../state/navigation'
import type { View } from '../state/view'

interface Props {
  readonly isOn: boolean
  /** The view after the switch is flipped. */
  readonly to: View
  readonly children: string
}

/** A switch whose state is in the address. */
export const ViewSwitch = ({ isOn, to, children }: Props): JSX.Element => (
  <label class="switch">
    <input type="checkbox" role="switch" checked={isOn} aria-checked={isOn} onChange={() => go(to)} />
    {children}
  </label>
)
