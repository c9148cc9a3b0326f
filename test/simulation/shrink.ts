import { Violation } from './history'
import type { Doing, Plan } from './plan'
import { type Outcome, simulatePlan } from './simulate'

/** What is broken by a plan: the promise, or the message of an error. */
const brokenBy = ({ fault }: Outcome): string | null =>
  fault === null ? null : fault instanceof Violation ? fault.promise : fault.message.slice(0, 80)

/** The most plans that are tried. */
const mostTries = 400

/** Leaves out of a plan whatever is not needed to break the same promise: halves first, then one doing after the other. */
export async function shrink(found: Outcome): Promise<Outcome> {
  const broken = brokenBy(found)
  let [shortest, tries] = [found, 0]

  /** @returns whether the plan breaks the same promise, and is the shortest now */
  const isShorter = async (plan: Plan): Promise<boolean> => {
    if (tries++ >= mostTries) return false
    const outcome = await simulatePlan(plan)
    if (brokenBy(outcome) !== broken) return false
    shortest = outcome
    return true
  }

  for (let size = Math.ceil(shortest.plan.doings.length / 2); size >= 1; size = Math.floor(size / 2))
    for (let at = 0; at < shortest.plan.doings.length; ) {
      const { plan } = shortest
      const left = plan.doings.filter((_, index) => index < at || index >= at + size)
      if (!(await isShorter({ ...plan, doings: left }))) at += size
    }
  await isShorter({ ...shortest.plan, length: endOf(shortest.plan.doings) })
  await isShorter({ ...shortest.plan, shards: 1 })
  return shortest
}

const endOf = (doings: readonly Doing[]): number => Math.max(0, ...doings.map(({ at }) => at)) + 120_000
