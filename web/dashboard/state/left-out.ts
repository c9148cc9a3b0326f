/** A parameter of an address that was not understood, as it stands there. */
export interface LeftOut {
  readonly name: string
  readonly value: string
}

/** What an address says about one thing, and which of its parameters had to be left out. */
export interface Reading<T> {
  readonly value: T
  readonly leftOut: readonly LeftOut[]
}

/** What is asked of a part of the address: names that it takes no notice of belong to other parts. */
export type Reader<T> = (query: URLSearchParams) => Reading<T>

/**
 * Reads a parameter that has one value: the first one that `read` understands. The others are left out.
 *
 * @param read returns null for what it does not understand
 */
export function readOne<T>(
  query: URLSearchParams,
  name: string,
  read: (value: string) => T | null,
): Reading<T | null> {
  const given = query.getAll(name).filter((value) => value !== '')
  const at = given.findIndex((value) => read(value) !== null)
  return {
    value: at < 0 ? null : read(given[at] as string),
    leftOut: given.flatMap((value, index) => (index === at || value === given[at] ? [] : [{ name, value }])),
  }
}
