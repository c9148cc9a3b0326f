/** The filters by their names in the API, in the order of their chips. */
export const filterNames = [
  'organisation',
  'kind',
  'page',
  'referrerGroup',
  'referrer',
  'country',
  'browser',
  'os',
  'device',
  'language',
  'visitor',
] as const
export type FilterName = (typeof filterNames)[number]

export type Filters = Readonly<Partial<Record<FilterName, string>>>

export const withFilter = (filters: Filters, name: FilterName, value: string): Filters => ({
  ...filters,
  [name]: value,
})

export function withoutFilter(filters: Filters, name: FilterName): Filters {
  const { [name]: _, ...rest } = filters
  return rest
}

export const filterCount = (filters: Filters): number => Object.keys(filters).length

/** The filters that are set, as pairs of name and value, in the order of their chips. */
export const filterList = (filters: Filters): readonly (readonly [FilterName, string])[] =>
  filterNames.flatMap((name) => {
    const value = filters[name]
    return value === undefined ? [] : [[name, value] as const]
  })
