import { onDemand } from '../domain/cache'
import { type Attempt, afterAttempts, heldUntil, waysLeft } from '../domain/message/delivery'
import type { Message } from '../domain/message/message'
import type { Delivery, OutboxEntry } from '../domain/message/outbox-entry'
import { mergedShown } from '../domain/message/summary-window'
import type { WrittenMessage } from '../domain/message/written-message'
import { clean, cut } from '../domain/text'
import { type Instant, instantOf } from '../domain/time/day'
import type { NotifyStore } from '../store/notify-store'
import type { Handed, Way } from './way'

export interface DeliverParts {
  readonly outbox: NotifyStore
  readonly ways: readonly Way[]
  readonly write: (message: Message) => WrittenMessage
  /** Called for a message that no try is left for. */
  readonly onFailed: (id: string) => void
  readonly now: () => Date
}

/**
 * Hands a message over that is due, by each way that has not had it. Of two functions that try at once one does.
 *
 * @param isHeld whether the caller has just put it, and holds it
 * @returns when it has to be looked at again; null where it is done, somebody else's, or none
 */
export async function deliver(parts: DeliverParts, id: string, isHeld = false): Promise<Instant | null> {
  const { outbox, now } = parts
  const found = await outbox.entry(id)
  if (found === null || found.state !== 'waiting' || found.due === null) return null
  if (!isHeld && found.due > instantOf(now().getTime())) return found.due
  const entry = isHeld ? found : await hold(parts, found)
  if (entry === null) return null
  const tried = await tryWays(parts, entry)
  if (!(await outbox.replace(tried))) return null // its owner wants it once more, and so put it anew
  if (tried.state === 'failed') parts.onFailed(id)
  return tried.due
}

/** Keeps others from sending it. A summary says from then on what it tells. */
async function hold({ outbox, now }: DeliverParts, entry: OutboxEntry): Promise<OutboxEntry | null> {
  const held = {
    ...entry,
    message: await inFull(outbox, entry.message),
    due: heldUntil(instantOf(now().getTime())),
    version: entry.version + 1,
  }
  return (await outbox.replace(held)) ? held : null
}

async function inFull(outbox: NotifyStore, message: Message): Promise<Message> {
  if (message.kind !== 'summary') return message
  const all = (await outbox.mergedInto(message.id)).flatMap(({ message: one }) =>
    one.kind === 'organisation' || one.kind === 'recipient' ? [one] : [],
  )
  return { ...message, merged: all.slice(0, mergedShown), more: Math.max(0, all.length - mergedShown) }
}

/** A message that shows whether ways work is tried by those that stopped, too. A summary of nothing is sent by none. */
async function tryWays(parts: DeliverParts, entry: OutboxEntry): Promise<OutboxEntry> {
  const { outbox, ways, now } = parts
  const { message } = entry
  const isEmpty = message.kind === 'summary' && message.merged.length === 0
  const stopped = message.kind === 'test' ? new Set<string>() : await outbox.stoppedWays()
  const left = waysLeft(isEmpty ? [] : ways.map(({ name }) => name), entry)
  const open = ways.filter(({ name }) => left.includes(name) && !stopped.has(name))
  const closed = left
    .filter((name) => stopped.has(name))
    .map((way): Delivery => ({ way, state: 'stopped', tries: [] }))
  const attempts = open.length === 0 ? [] : await attemptAll(parts, open, message)
  for (const { way, result } of attempts)
    if (result === 'stopped' || (message.kind === 'test' && result === 'sent'))
      await outbox.setStopped(way, result === 'stopped')
  const known = entry.deliveries.filter(({ way }) => !closed.some((one) => one.way === way))
  return afterAttempts({ ...entry, deliveries: [...known, ...closed] }, attempts, instantOf(now().getTime()))
}

async function attemptAll(
  { write, now }: DeliverParts,
  ways: readonly Way[],
  message: Message,
): Promise<readonly Attempt[]> {
  const written = onDemand(() => write(message))
  return Promise.all(
    ways.map(async (way) => {
      const at = instantOf(now().getTime())
      const { result, answer } = await handOver(way, message, written)
      return { way: way.name, result, made: { at, answer } }
    }),
  )
}

/** What goes wrong here is a try as well: nothing is tried for ever. */
async function handOver(way: Way, message: Message, written: () => WrittenMessage): Promise<Handed> {
  try {
    return await way.send(message, written())
  } catch (error) {
    return { result: 'failed', answer: cut(clean(String(error)), answerBytes) }
  }
}

const answerBytes = 200
