import type { Visit } from '../domain/visit/visit'
import { type ErasureParts, eraseAll } from './erasure'
import { type ToldParts, toldWithin, withdrawVisits } from './withdraw-messages'

/**
 * Erases visits, and takes them out of the messages that tell of them: before, because an erased visit is not found again by who
 * has to repeat the request, and afterwards, because a message may have been put meanwhile. Whoever puts one looks then whether
 * its visit is still there, so that one of both sees the other.
 *
 * @returns the number of visits that existed
 */
export async function eraseTold(parts: ErasureParts & ToldParts, visits: readonly Visit[]): Promise<number> {
  await withdrawVisits(parts.outbox, visits)
  const erased = await eraseAll(parts, visits)
  const since = parts.now().getTime() - toldWithin
  await withdrawVisits(
    parts.outbox,
    visits.filter(({ time }) => Date.parse(time) > since),
  )
  return erased
}
