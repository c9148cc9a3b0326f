import type { AddressOptions, TableOptions } from '../import-options'

/** What importing rows is told; an import without addresses is told nothing of them. */
export type RowOptions = TableOptions & AddressOptions
