import type { LookOf } from '../terminal/text-table'

const sought = ['business', 'education', 'government']

/** Organisations stand out, and the networks that anybody may sit behind are quiet. */
export const organisationLook =
  (kindOf: (row: number) => string | null | undefined): LookOf<string> =>
  (row, column) => {
    const kind = kindOf(row)
    if (column !== 'ORGANISATION' || !kind) return null
    return sought.includes(kind) ? 'strong' : 'quiet'
  }
