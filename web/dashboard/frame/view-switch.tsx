import type { JSX } from 'preact'
import { go } from '../state/navigation'
import type { View } from '../state/view'

interface Props {
  readonly isOn: boolean
  /** The view with it the other way round. */
  readonly to: View
  readonly children: string
}

/** Something that is shown or not, as the address has it. */
export const ViewSwitch = ({ isOn, to, children }: Props): JSX.Element => (
  <label class="switch">
    <input type="checkbox" role="switch" checked={isOn} aria-checked={isOn} onChange={() => go(to)} />
    {children}
  </label>
)
