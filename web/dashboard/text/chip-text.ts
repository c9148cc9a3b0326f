import * as words from '#words'
import type { ListedValue } from '../../../lambda/domain/report/filter-list'
import { type FilterName, type Filters, filterList, valuesIn } from '../state/filter'
import { deviceName, groupName } from './breakdown-list'
import { countryName, languageName } from './format'
import { kindName } from './kind'
import { visible } from './visible'

/** Labels of the filters. */
export const filterLabels: Readonly<Record<FilterName, string>> = {
  organisation: words.organisation,
  kind: words.kind,
  page: words.page,
  referrerGroup: words.source,
  referrer: words.referrer,
  country: words.country,
  browser: words.browser,
  os: words.system,
  device: words.device,
  language: words.languageOf,
  recipient: words.recipient,
  visitor: words.visitor,
}

/** The text of a filter's value. @param organisationName null until it is known */
export function chipText(name: FilterName, value: ListedValue, organisationName: string | null): string {
  const text = visible(wantedText(name, value, organisationName))
  return value.isNot ? words.not(text) : text
}

function wantedText(name: FilterName, { text, as }: ListedValue, organisationName: string | null): string {
  if (as === 'none') return name.startsWith('referrer') ? words.direct : words.unknownValue
  if (as === 'group') return name === 'page' ? `${text}/…` : words.every(text)
  if (name === 'organisation') return organisationName ?? (/^\d+$/.test(text) ? `AS${text}` : text)
  if (name === 'kind') return kindName(text)
  if (name === 'referrerGroup') return groupName(text)
  if (name === 'country') return countryName(text)
  if (name === 'device') return deviceName(text)
  if (name === 'language') return languageName(text)
  return name === 'visitor' ? text.slice(0, 8) : text
}

export const filtersText = (filters: Filters): string =>
  filterList(filters)
    .flatMap(([name]) =>
      valuesIn(filters, name).map((value) => `${filterLabels[name]}: ${chipText(name, value, null)}`),
    )
    .join(', ')
