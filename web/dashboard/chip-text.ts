import type { FilterName } from './filter'
import { countryName } from './format'
import { kindName } from './kind'

/** What a filter is called. */
export const filterLabels: Readonly<Record<FilterName, string>> = {
  organisation: 'Organisation',
  kind: 'Kind',
  page: 'Page',
  referrer: 'From',
  country: 'Country',
  visitor: 'Visitor',
}

/** A filter's value as it is read. @param organisationName once it is known */
export function chipText(name: FilterName, value: string, organisationName: string | null): string {
  if (name === 'organisation') return organisationName ?? `AS${value}`
  if (name === 'kind') return value.split(',').map(kindName).join(', ')
  if (name === 'country') return countryName(value)
  return name === 'visitor' ? value.slice(0, 8) : value
}
