import * as words from '#words'
import type { ReferrerGroup } from '../../../lambda/domain/describe/referrer-hosts'
import type { SiteBy, TableName } from '../../../lambda/domain/report/report'
import type { FilterName } from '../state/filter'
import { countryName, languageName } from './format'
import { named } from './named'

/** How the visits are broken down by one dimension. */
export interface BreakdownOf {
  readonly dimension: TableName | SiteBy
  readonly title: string
  /** The name of the first column. */
  readonly one: string
  /** The label of visits without a value. */
  readonly unknown: string
  /** The filter that a click on a value sets; null if values are not links. */
  readonly filter: FilterName | null
  readonly text: (value: string) => string
}

export const groupNames: Readonly<Record<ReferrerGroup, string>> = words.groupNames

const identity = (value: string) => value
export const groupName = (value: string): string => named(groupNames, value)
export const deviceName = (value: string): string => named(words.deviceNames, value)
export const capitalise = (value: string) => value.charAt(0).toUpperCase() + value.slice(1)

const breakdown = (
  dimension: BreakdownOf['dimension'],
  title: string,
  one: string,
  {
    filter = null,
    unknown = words.unknown,
    text = identity,
  }: Partial<Pick<BreakdownOf, 'filter' | 'unknown' | 'text'>> = {},
): BreakdownOf => ({ dimension, title, one, filter, unknown, text })

const pages = (dimension: 'page' | 'sitePage') =>
  breakdown(dimension, words.pages, words.page, { filter: 'page' })

/** The breakdowns of the overview, in order. */
export const breakdowns: readonly BreakdownOf[] = [
  pages('page'),
  breakdown('section', words.sections, words.section),
  breakdown('link', words.usedLinks, words.link),
  breakdown('referrerGroup', words.sources, words.source, {
    filter: 'referrerGroup',
    unknown: words.directOrUnknown,
    text: groupName,
  }),
  breakdown('referrer', words.referrers, words.host, { filter: 'referrer', unknown: words.directOrUnknown }),
  breakdown('country', words.countries, words.country, { filter: 'country', text: countryName }),
  breakdown('browser', words.browsers, words.browser, { filter: 'browser' }),
  breakdown('os', words.systems, words.system, { filter: 'os' }),
  breakdown('device', words.devices, words.device, { filter: 'device', text: deviceName }),
  breakdown('language', words.languages, words.languageOf, { filter: 'language', text: languageName }),
]

/** The same for all sites together. */
export const breakdownsOfAll: readonly BreakdownOf[] = [
  breakdown('site', words.sites, words.site),
  pages('sitePage'),
  ...breakdowns.slice(1),
]
