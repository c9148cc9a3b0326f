import { dayLength, type Instant, instantOf } from '../time/day'
import type { Delivery, OutboxEntry } from './outbox-entry'

/** A way whose last try was not taken. */
export interface WayTrouble {
  readonly way: string
  readonly state: Delivery['state']
  /** What was answered. */
  readonly answer: string
  readonly at: Instant
}

export interface OutboxHealth {
  readonly waiting: number
  readonly failed: number
  readonly trouble: readonly WayTrouble[]
}

/** The newest messages that are looked at, and for how many days: a way that was given up is not complained about for ever. */
export const healthMessages = 25
export const healthDays = 7

/** Returns how messages are doing. What was not taken at first and was later is no trouble. */
export function outboxHealth(entries: readonly OutboxEntry[], now: Date): OutboxHealth {
  const since = instantOf(now.getTime() - healthDays * dayLength)
  const recent = entries.filter(({ message }) => message.at >= since)
  const last = new Map<string, WayTrouble>()
  for (const tried of recent.flatMap(triesIn))
    if (tried.at > (last.get(tried.way)?.at ?? '')) last.set(tried.way, tried)
  return {
    waiting: recent.filter(({ state }) => state === 'waiting').length,
    failed: recent.filter(({ state }) => state === 'failed').length,
    trouble: [...last.values()].filter(({ state }) => state !== 'sent'),
  }
}

/** How each way stood last with a message. One that had stopped before was not tried at all. */
const triesIn = ({ message, deliveries }: OutboxEntry): WayTrouble[] =>
  deliveries.flatMap(({ way, state, tries }) => {
    const last = tries.at(-1) ?? (state === 'stopped' ? { at: message.at, answer: stoppedBefore } : null)
    return last === null ? [] : [{ way, state, answer: last.answer, at: last.at }]
  })

const stoppedBefore = 'it wants no more messages; visitbook notify --test tries it again'
