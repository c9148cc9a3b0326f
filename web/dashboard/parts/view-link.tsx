import type { ComponentChildren, JSX } from 'preact'
import { addressOf, go } from '../state/navigation'
import type { View } from '../state/view'

interface Props {
  readonly to: View
  readonly children: ComponentChildren
  readonly class?: string
  readonly current?: 'page' | 'true' | undefined
  readonly label?: string
  readonly hint?: string | undefined
}

/** A link to another view. It has a real address, so that it can be opened in a new tab. */
export function ViewLink({ to, children, class: name, current, label, hint }: Props): JSX.Element {
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    go(to)
  }
  return (
    <a
      href={addressOf(to)}
      onClick={follow}
      class={name}
      aria-current={current}
      aria-label={label}
      title={hint}
    >
      {children}
    </a>
  )
}
