import type { ComponentChildren, JSX } from 'preact'

export interface Column {
  readonly name: string
  readonly class?: string
  /** Whether only screen readers get the name. */
  readonly isUnseen?: boolean
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
          <th key={column.name} scope="col" class={column.class}>
            {column.isUnseen ? <span class="unseen">{column.name}</span> : column.name}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>{children}</tbody>
  </table>
)
