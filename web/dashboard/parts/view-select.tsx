import type { JSX, TargetedEvent } from 'preact'
import { go } from '../state/navigation'
import type { View } from '../state/view'

interface Props<T extends string> {
  readonly label: string
  readonly value: T
  readonly options: readonly (readonly [value: T, text: string])[]
  /** The view after an option is chosen. */
  readonly to: (value: T) => View
}

/** A choice whose state is in the address. */
export function ViewSelect<T extends string>({ label, value, options, to }: Props<T>): JSX.Element {
  const choose = ({ currentTarget }: TargetedEvent<HTMLSelectElement>) => {
    const chosen = options.find(([one]) => one === currentTarget.value)
    if (chosen !== undefined) go(to(chosen[0]))
  }
  return (
    <label class="switch">
      {label}{' '}
      <select value={value} onChange={choose}>
        {options.map(([one, text]) => (
          <option key={one} value={one}>
            {text}
          </option>
        ))}
      </select>
    </label>
  )
}
