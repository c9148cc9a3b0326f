import type { ComponentChildren, JSX } from 'preact'
import { go } from '../state/navigation'
import type { View } from '../state/view'

export interface Column {
  readonly name: string
  readonly class?: string
  /** Whether only screen readers get the name. */
  readonly isUnseen?: boolean
  /** The view that is sorted by it. */
  readonly to?: View
  /** Set where the rows are sorted by it. */
  readonly order?: 'ascending' | 'descending' | undefined
}

interface Props {
  /** For screen readers. */
  readonly caption: string
  readonly columns: readonly Column[]
  readonly class?: string
  /** Whether only screen readers get the column names. */
  readonly hasUnseenHead?: boolean
  /** The rows. */
  readonly children: ComponentChildren
}

export const countColumn = (name: string): Column => ({ name, class: 'count' })

/** A table with a caption and named columns. */
export const DataTable = ({ caption, columns, class: name, hasUnseenHead, children }: Props): JSX.Element => (
  <table class={name}>
    <caption class="unseen">{caption}</caption>
    <thead class={hasUnseenHead ? 'unseen' : undefined}>
      <tr>
        {columns.map((column) => (
          <th key={column.name} scope="col" class={column.class} aria-sort={column.order}>
            <Head of={column} />
          </th>
        ))}
      </tr>
    </thead>
    <tbody>{children}</tbody>
  </table>
)

function Head({ of: { name, isUnseen, to } }: { of: Column }): JSX.Element {
  if (isUnseen) return <span class="unseen">{name}</span>
  if (to === undefined) return <span>{name}</span>
  return (
    <button type="button" class="plain" onClick={() => go(to)}>
      {name}
    </button>
  )
}
