import { type ListedValue, listedValues, listText } from '../../../lambda/domain/report/filter-list'

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
  'recipient',
  'visitor',
] as const
export type FilterName = (typeof filterNames)[number]

export type Filters = Readonly<Partial<Record<FilterName, string>>>

/** Asks for one value as it is; null where it is not known. */
export const withFilter = (filters: Filters, name: FilterName, value: string | null): Filters => ({
  ...filters,
  [name]: listText(name, [asValue(value)]),
})

/** Asks for a value besides those that are asked for, or leaves it out. What was said of it before no longer holds. */
export function withValue(filters: Filters, name: FilterName, value: string | null, isNot: boolean): Filters {
  const added = { ...asValue(value), isNot }
  const others = valuesIn(filters, name).filter((one) => !(one.text === added.text && one.as === added.as))
  return { ...filters, [name]: listText(name, [...others, added]) }
}

/** Takes one value of a filter away. */
export function withoutValue(filters: Filters, name: FilterName, at: number): Filters {
  const rest = valuesIn(filters, name).filter((_, index) => index !== at)
  return rest.length === 0 ? withoutFilter(filters, name) : { ...filters, [name]: listText(name, rest) }
}

export const valuesIn = (filters: Filters, name: FilterName): readonly ListedValue[] => {
  const list = filters[name]
  return list === undefined ? [] : listedValues(name, list)
}

export const asValue = (value: string | null): ListedValue => ({
  text: value ?? '',
  as: value === null ? 'none' : 'value',
  isNot: false,
})

/** Returns the folder of a page, or the family of a browser or system; null without one. */
export function groupOf(name: FilterName, { text, as }: ListedValue): ListedValue | null {
  const pattern = groupPatterns[name]
  const group = as === 'value' ? pattern?.exec(text)?.[0] : undefined
  return group === undefined ? null : { text: group, as: 'group', isNot: false }
}

const groupPatterns: Readonly<Partial<Record<FilterName, RegExp>>> = {
  page: /^\/[^/?]+(?=\/.)/,
  browser: /^.+(?= [\d.]+$)/,
  os: /^.+(?= [\d.]+$)/,
}

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
