import { defaults } from '../../../../lambda/contract'
import type { AddressOptions, TableOptions } from '../import-options'

/** What importing rows is told; an import without addresses is told nothing of them. */
export type RowOptions = TableOptions & AddressOptions

/** The options of an import whose rows have no addresses to identify visitors by. */
export const withoutAddresses = (options: TableOptions): RowOptions => ({ ip: defaults.ip, ...options })
