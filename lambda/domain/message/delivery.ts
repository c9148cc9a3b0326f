import { type Instant, instantOf } from '../time/day'
import { type Delivery, type OutboxEntry, retryMinutes, type Try } from './outbox-entry'

/** What came of handing a message to one way. */
export interface Attempt {
  readonly way: string
  readonly result: 'sent' | 'failed' | 'stopped'
  readonly made: Try
}

/** Milliseconds for which a message is left to the function that is sending it. Were that stopped, it would be due again. */
const heldMs = 120_000

/** The most tries of a way that are remembered. */
const triesKept = retryMinutes.length + 1

export const heldUntil = (now: Instant): Instant => instantOf(Date.parse(now) + heldMs)

/** Returns the ways that a message has still to be handed to. A way that is new gets it too. */
export const waysLeft = (ways: readonly string[], { deliveries }: OutboxEntry): readonly string[] =>
  ways.filter((way) => (deliveries.find((one) => one.way === way)?.state ?? 'waiting') === 'waiting')

/** Returns an entry after a round of attempts: done, or due again. */
export function afterAttempts(entry: OutboxEntry, attempts: readonly Attempt[], now: Instant): OutboxEntry {
  const known = entry.deliveries.filter(({ way }) => !attempts.some((one) => one.way === way))
  const tried = attempts.map((attempt) => triedOnce(entry, attempt))
  const deliveries = [...known, ...tried]
  const version = entry.version + 1
  const isWaiting = tried.some(({ state }) => state === 'waiting')
  if (isWaiting) return { ...entry, deliveries, state: 'waiting', due: nextTry(tried, now), version }
  const isFailed = deliveries.some(({ state }) => state === 'failed') || isNobodys(deliveries)
  return { ...entry, deliveries, state: isFailed ? 'failed' : 'sent', due: null, version }
}

/** Whether every way that it should have gone had stopped. */
const isNobodys = (deliveries: readonly Delivery[]): boolean =>
  deliveries.length > 0 && deliveries.every(({ state }) => state === 'stopped')

function triedOnce({ deliveries }: OutboxEntry, { way, result, made }: Attempt): Delivery {
  const before = deliveries.find((one) => one.way === way)?.tries ?? []
  const tries = [...before, made].slice(-triesKept)
  const isLast = tries.length > retryMinutes.length
  return { way, state: result === 'failed' && !isLast ? 'waiting' : result, tries }
}

/** When the ways that did not take it are tried again. A try that came late puts off the next one by a minute at least. */
function nextTry(tried: readonly Delivery[], now: Instant): Instant {
  const waiting = tried.filter(({ state }) => state === 'waiting')
  const times = waiting.map(({ tries }) => {
    const first = Date.parse(tries[0]?.at ?? now)
    return first + (retryMinutes[tries.length - 1] ?? 0) * 60_000
  })
  return instantOf(Math.max(Math.min(...times), Date.parse(now) + 60_000))
}

/** Returns an entry that its owner wants to be sent once more, from the beginning. */
export const resent = (entry: OutboxEntry, now: Instant): OutboxEntry => ({
  ...entry,
  state: 'waiting',
  due: now,
  deliveries: [],
  version: entry.version + 1,
})
