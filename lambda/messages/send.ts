import { eachAtOnce } from '../domain/at-once'
import { instantOf } from '../domain/time/day'
import { type DeliverParts, deliver } from './deliver'
import type { Schedules } from './schedules'

export interface SendParts extends DeliverParts {
  readonly schedules: Schedules
}

/** Messages that are handed over side by side. */
const atOnce = 10

/**
 * Hands messages over, and has those looked at again that are not done. One that cannot be is left to what looks at all that is
 * due, each hour.
 *
 * @param isHeld whether their caller has just put them
 */
export async function deliverAll(parts: SendParts, ids: readonly string[], isHeld: boolean): Promise<void> {
  await eachAtOnce(
    ids,
    async (id) => {
      try {
        const due = await deliver(parts, id, isHeld)
        if (due !== null) await parts.schedules.at(due, id)
      } catch (error) {
        console.error({ undelivered: id, reason: error instanceof Error ? error.message : String(error) })
      }
    },
    atOnce,
  )
}

/** Hands over whatever is due: what a schedule was lost of, too. */
export async function deliverDue(parts: SendParts): Promise<void> {
  const due = await parts.outbox.due(instantOf(parts.now().getTime()))
  await deliverAll(
    parts,
    due.map(({ message }) => message.id),
    false,
  )
}
