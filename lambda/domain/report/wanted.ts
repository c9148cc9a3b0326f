/** What a filter asks of a property: one of `of`, unless there are none, and none of `not`. */
export interface Wanted<T> {
  readonly of: readonly T[]
  readonly not: readonly T[]
}

/** A folder of pages, or the versions of a browser or system, by what they have in common. */
export interface Group {
  readonly group: string
}

export const isGroup = (value: unknown): value is Group =>
  typeof value === 'object' && value !== null && 'group' in value

/** Whether what `is` tells of is wanted. */
export const isWanted = <T>({ of, not }: Wanted<T>, is: (value: T) => boolean): boolean =>
  (of.length === 0 || of.some(is)) && !not.some(is)

/** The one value that is asked for; undefined for several, and where values are left out. */
export const onlyValue = <T>({ of, not }: Wanted<T>): T | undefined =>
  of.length === 1 && not.length === 0 ? of[0] : undefined

export const mapWanted = <T, U>({ of, not }: Wanted<T>, change: (value: T) => U): Wanted<U> => ({
  of: of.map(change),
  not: not.map(change),
})
