import type { Dimension } from '../../../lambda/domain/count/dimension'
import type { ReferrerGroup } from '../../../lambda/domain/describe/referrer-hosts'
import type { FilterName } from '../state/filter'
import { countryName, languageName } from './format'

/** How the visits are broken down by one dimension. */
export interface BreakdownOf {
  readonly dimension: Dimension
  readonly title: string
  /** The name of the first column. */
  readonly one: string
  /** The label of visits without a value. */
  readonly unknown: string
  /** The filter that a click on a value sets; null if values are not links. */
  readonly filter: FilterName | null
  readonly text: (value: string) => string
}

export const groupNames: Readonly<Record<ReferrerGroup, string>> = {
  search: 'Search',
  social: 'Social networks',
  ai: 'AI assistants',
  mail: 'Mail',
  chat: 'Chat',
  code: 'Code',
  news: 'News',
  video: 'Video',
  forum: 'Forums',
  jobs: 'Jobs',
  reference: 'Reference',
  shop: 'Shops',
  internal: 'This site',
  other: 'Other sites',
}

const identity = (value: string) => value
export const groupName = (value: string): string =>
  Object.hasOwn(groupNames, value) ? groupNames[value as ReferrerGroup] : value
export const capitalise = (value: string) => value.charAt(0).toUpperCase() + value.slice(1)

const breakdown = (
  dimension: Dimension,
  title: string,
  one: string,
  {
    filter = null,
    unknown = 'Unknown',
    text = identity,
  }: Partial<Pick<BreakdownOf, 'filter' | 'unknown' | 'text'>> = {},
): BreakdownOf => ({ dimension, title, one, filter, unknown, text })

/** The breakdowns of the overview, in order. */
export const breakdowns: readonly BreakdownOf[] = [
  breakdown('page', 'Pages', 'Page', { filter: 'page' }),
  breakdown('referrerGroup', 'Sources', 'Source', {
    filter: 'referrerGroup',
    unknown: 'Direct or unknown',
    text: groupName,
  }),
  breakdown('referrer', 'Referrers', 'Host', { filter: 'referrer', unknown: 'Direct or unknown' }),
  breakdown('country', 'Countries', 'Country', { filter: 'country', text: countryName }),
  breakdown('browser', 'Browsers', 'Browser', { filter: 'browser' }),
  breakdown('os', 'Systems', 'System', { filter: 'os' }),
  breakdown('device', 'Devices', 'Device', { filter: 'device', text: capitalise }),
  breakdown('language', 'Languages', 'Language', { filter: 'language', text: languageName }),
]
