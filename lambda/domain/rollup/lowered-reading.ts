import { type ReadingActivity, readingTally } from '../count/engagement-tally'
import type { DescribedVisit } from '../describe/described-visit'
import { classOf } from '../describe/visit-class'
import type { NetworkId } from '../organisation/network-id'
import type { Pages } from '../visit/page-key'
import { sectionKey, sectionOf } from '../visit/section'
import type { NetworkActivity } from './day-organisations'

/** Returns networks without what the erased visits read. Nothing of it is counted by visitor, so a sum is subtracted. */
export function readingsWithout(
  present: readonly NetworkActivity[],
  erased: readonly DescribedVisit[],
  pages: Pages,
): NetworkActivity[] {
  const gone = new Map<NetworkId, DescribedVisit[]>()
  for (const visit of erased)
    if (visit.networkId !== null && visit.engagement !== null && classOf(visit) === 'people')
      gone.set(visit.networkId, [...(gone.get(visit.networkId) ?? []), visit])
  return present.map((network) => {
    const its = gone.get(network.id)
    return its === undefined ? network : { ...network, ...without(network, its, pages) }
  })
}

function without(
  { seconds, sections, links }: ReadingActivity,
  erased: readonly DescribedVisit[],
  pages: Pages,
): ReadingActivity {
  const tally = readingTally(pages, Number.POSITIVE_INFINITY)
  for (const visit of erased) tally.add(visit)
  const was = tally.whole()
  const keyOf = ({ page, name }: { page: string; name: string }) => sectionKey(sectionOf(page, name), pages)
  const secondsOf = new Map(was.sections.map((one) => [keyOf(one), one.seconds]))
  const visitsOf = new Map(was.links.map(({ link, visits }) => [link, visits]))
  return {
    seconds: less(seconds, was.seconds),
    sections: sections
      .map((one) => ({ ...one, seconds: less(one.seconds, secondsOf.get(keyOf(one))) }))
      .filter((one) => one.seconds > 0),
    links: links
      .map((one) => ({ ...one, visits: less(one.visits, visitsOf.get(one.link)) }))
      .filter(({ visits }) => visits > 0),
  }
}

/** Never goes below zero: a report may have come after its day was counted. */
const less = (from: number, gone = 0): number => Math.max(0, from - gone)
