import type { RefusalRecord } from '../../lambda/domain/refusal/refusal-record'
import { exampleSite } from '../../web/dashboard/example/example-site'

/** Milliseconds between two of them, and how many there are: all lie within the days that refusals are kept. */
const [apart, count] = [37 * 3_600_000, 14]

const mirror = `mirror.${exampleSite}`

const kinds = [
  {
    reason: 'origin not listed',
    host: mirror,
    listable: true,
    field: null,
    detail: `origin "${mirror}" is not listed in the setting sites`,
  },
  {
    reason: 'origin not listed',
    host: mirror,
    listable: true,
    field: null,
    detail: `origin "${mirror}" is not listed in the setting sites`,
  },
  {
    reason: 'malformed',
    host: exampleSite,
    listable: false,
    field: 'page',
    detail: 'page must be a path that starts with /',
  },
] as const

/** Beacons that were turned away, the newest an hour and a half before `now`. */
export const exampleRefusals = (now: Date): RefusalRecord[] =>
  Array.from({ length: count }, (_, at) => ({
    time: new Date(now.getTime() - 5_400_000 - at * apart).toISOString(),
    ...(kinds[at % kinds.length] as (typeof kinds)[number]),
    site: exampleSite,
    page: at % 3 === 2 ? null : '/cv',
    route: 'POST /visits',
  }))
