import { heldUntil } from '../domain/message/delivery'
import { summaryMessage } from '../domain/message/made-message'
import type { Merged, Message } from '../domain/message/message'
import type { OutboxEntry } from '../domain/message/outbox-entry'
import type { QuietHours } from '../domain/message/quiet-hours'
import { dueAfterHour, dueAfterQuiet, messagesOfHour } from '../domain/message/summary-window'
import { hourOf, type Instant, instantOf } from '../domain/time/day'
import type { Zone } from '../domain/time/zone'
import type { NotifyStore } from '../store/notify-store'

export interface TellParts {
  readonly outbox: NotifyStore
  readonly zone: Zone
  readonly quiet: QuietHours | null
  readonly now: () => Date
}

/**
 * Puts a message into the outbox, by itself or for a summary: a function may end after any write, and what it has left the next
 * one does that gets the same record. It resolves to whether the message is to be sent now, and by whoever called this.
 */
export type Tell = (message: Merged) => Promise<boolean>

/** Returns what tells the messages of one batch, which goes into a summary or two at most. */
export function teller(parts: TellParts): Tell {
  const { outbox, now } = parts
  const summaries = new Set<Instant>()
  return async (message) => {
    const at = instantOf(now().getTime())
    const due = await summaryDue(parts, message.id, at)
    const isOwn = due === null && (await outbox.add(waitingEntry(message, heldUntil(at))))
    if (due !== null) await merge(parts, summaries, message, due)
    return isOwn
  }
}

/** When the summary is due that a message goes into; null where it is sent by itself. */
async function summaryDue(
  { outbox, zone, quiet }: TellParts,
  id: string,
  at: Instant,
): Promise<Instant | null> {
  const afterQuiet = dueAfterQuiet(zone, quiet, at)
  if (afterQuiet !== null) return afterQuiet
  const hasPlace = await outbox.takePlace({ hour: hourOf(at), id, most: messagesOfHour })
  return hasPlace ? null : dueAfterHour(zone, quiet, at)
}

/** The summary comes first: it would go unsent, were it missing. One that has been sent already tells nothing more. */
async function merge(
  { outbox, now }: TellParts,
  summaries: Set<Instant>,
  message: Merged,
  due: Instant,
): Promise<void> {
  const summary = summaryMessage(due, message.at)
  if (!summaries.has(due)) await outbox.add(waitingEntry(summary, due))
  summaries.add(due)
  const merged: OutboxEntry = { ...waitingEntry(message, null), state: 'merged', summary: summary.id }
  const isAdded = await outbox.add(merged)
  const isLate = instantOf(now().getTime()) >= due
  if (isAdded && isLate) await outbox.replace({ ...waitingEntry(message, due), version: 2 })
}

/** An entry that nobody has tried to send. */
export const waitingEntry = (message: Message, due: Instant | null): OutboxEntry => ({
  message,
  state: 'waiting',
  due,
  deliveries: [],
  summary: null,
  version: 1,
})
