import type { FilterName } from '../state/filter'
import { capitalise, groupName } from './breakdown-list'
import { countryName, languageName } from './format'
import { kindName } from './kind'

/** Labels of the filters. */
export const filterLabels: Readonly<Record<FilterName, string>> = {
  organisation: 'Organisation',
  kind: 'Kind',
  page: 'Page',
  referrerGroup: 'Source',
  referrer: 'Referrer',
  country: 'Country',
  browser: 'Browser',
  os: 'System',
  device: 'Device',
  language: 'Language',
  visitor: 'Visitor',
}

/** The text of a filter's value. @param organisationName null until it is known */
export function chipText(name: FilterName, value: string, organisationName: string | null): string {
  if (name === 'organisation') return organisationName ?? (/^\d+$/.test(value) ? `AS${value}` : value)
  if (name === 'kind') return value.split(',').map(kindName).join(', ')
  if (name === 'referrerGroup') return groupName(value)
  if (name === 'country') return countryName(value)
  if (name === 'device') return capitalise(value)
  if (name === 'language') return languageName(value)
  return name === 'visitor' ? value.slice(0, 8) : value
}
