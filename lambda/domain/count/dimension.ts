import type { DescribedVisit } from '../describe/described-visit'
import { networkIdText } from '../organisation/network-id'
import { folderOf } from '../visit/page-key'

/** The dimensions that visits are counted by. A visit has one value in each, or null if it is not known. */
const values = {
  page: ({ page }) => page,
  referrer: ({ referrer }) => referrer,
  referrerGroup: ({ referrerGroup }) => referrerGroup,
  country: ({ country }) => country,
  /** Only the network: name, domain, kind and key are looked up on reading. */
  organisation: ({ networkId }) => (networkId === null ? null : networkIdText(networkId)),
  kind: ({ kind }) => kind,
  browser: ({ browser }) => browser,
  os: ({ os }) => os,
  device: ({ device }) => device,
  language: ({ language }) => language,
  /** The first segment of the path. */
  folder: ({ page }) => folderOf(page),
} as const satisfies Record<string, (visit: DescribedVisit) => string | null>

export type Dimension = keyof typeof values
export const dimensions = Object.keys(values) as readonly Dimension[]

export const valueIn = (dimension: Dimension, visit: DescribedVisit): string | null =>
  values[dimension](visit)
