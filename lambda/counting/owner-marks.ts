import { eachAtOnce } from '../domain/at-once'
import { type Day, dayOf, instantOf } from '../domain/time/day'
import { periodOfDay } from '../domain/time/period'
import type { Caller, TodaysVisitor } from '../domain/visit/caller'
import type { MineMark } from '../domain/visit/mine-mark'
import { knownDays } from '../reports/known-days'
import type { RollupReader } from '../store/rollup-store'
import type { QueryStore } from '../store/visit-store'
import { soon } from './erasure'

/** The most sites on which a reader is marked. */
const sitesMarked = 100

/** The most visits of today that are looked at for those of a reader, and how many at once. If there are more, some may be. */
const [lookedAt, atOnce] = [5000, 1000]

/** The most marks that are remembered. A dashboard that asks each minute then costs nothing more. */
const remembered = 2000

export interface MarkParts {
  readonly store: Pick<QueryStore, 'mineMark' | 'putMineMark' | 'addMineMark' | 'visitsOf' | 'daysOf'>
  readonly rollups: Pick<RollupReader, 'markForRecount' | 'totals' | 'recountMarks'>
  readonly now: () => Date
}

/** What came of marking visits. */
export type Marking = 'marked' | 'known' | 'not countable'

/**
 * Says whose a visitor's visits of a day are, and has the day counted again. A day whose visits are about to expire, or have
 * begun to, cannot be: nothing is said of it, or its counts and its visits would tell different things.
 */
export async function markVisits(parts: MarkParts, mark: MineMark): Promise<Marking> {
  const { store, rollups } = parts
  const { site, day, mine } = mark
  if ((await store.mineMark(mark)) === mine) return 'known'
  const { recorded, counted } = await knownDays(parts, { site, from: day, to: day }, soon)
  if (counted.has(day) && !recorded.has(day)) return 'not countable'
  await rollups.markForRecount(site, day) // comes first, because the function may be stopped at any moment
  await store.putMineMark(mark)
  return 'marked'
}

export interface OwnerParts extends MarkParts {
  readonly todaysVisitor: TodaysVisitor
}

/** Marks the browser of the owner, who reads, as the owner's own on some sites for today. */
export type MarkOwner = (caller: Caller, sites: readonly string[]) => Promise<void>

/**
 * Remembers whom it has marked. A mark that is there already stays as it is, since the owner may have said the opposite.
 * Today is counted again where the reader has come already.
 */
export function ownerMarker({ todaysVisitor, ...parts }: OwnerParts): MarkOwner {
  let [today, known]: [Day, Set<string>] = ['', new Set()]
  return async (caller, sites) => {
    const day = dayOf(instantOf(parts.now().getTime()))
    if (day !== today || known.size >= remembered) [today, known] = [day, new Set()]
    const visitorOn = await todaysVisitor(day, caller)
    if (visitorOn === null) return
    const marks = sites
      .slice(0, sitesMarked)
      .map((site) => ({ site, day, subject: visitorOn(site), mine: true }))
    await eachAtOnce(
      marks.filter(({ subject }) => !known.has(subject)),
      async (mark) => {
        await markNew(parts, mark)
        known.add(mark.subject)
      },
    )
  }
}

async function markNew(parts: MarkParts, mark: MineMark): Promise<void> {
  const { store, rollups } = parts
  if ((await store.mineMark(mark)) !== null) return
  if (await mayHaveCome(parts, mark)) await rollups.markForRecount(mark.site, mark.day)
  await store.addMineMark(mark)
}

/** Whether a visitor has visits on a day, or may have. */
async function mayHaveCome({ store }: MarkParts, { site, day, subject }: MineMark): Promise<boolean> {
  let seen = 0
  for await (const { visitor } of store.visitsOf({ site, period: periodOfDay(day), before: null, atOnce })) {
    seen += 1
    if (visitor === subject || seen === lookedAt) return true
  }
  return false
}
