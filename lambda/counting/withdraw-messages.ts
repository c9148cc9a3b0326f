import type { Merged, SummaryMessage } from '../domain/message/message'
import { dayLength, dayOf, endOf, type Instant, instantOf, startOf } from '../domain/time/day'
import type { Visit } from '../domain/visit/visit'
import { clockTolerance } from '../domain/visit/visit-id'
import type { OutboxStore } from '../store/outbox-store'

type Outbox = Pick<OutboxStore, 'decided' | 'entry' | 'replace' | 'remove'>

/** What a handler needs that erases. */
export interface ToldParts {
  readonly outbox: Outbox
}

/**
 * In milliseconds. A visit is told of when it comes or is reported on, for which it has a day, by a stream that keeps its
 * records for one; the summary that tells it may be due a night later.
 */
export const toldWithin = 3 * dayLength

/** How many times a summary is read and changed that others change meanwhile. */
const tries = 5

/** Takes visits out of the messages that tell of them: a message of its own goes, and a summary loses its line. */
export async function withdrawVisits(
  outbox: Outbox,
  visits: readonly Pick<Visit, 'id' | 'time'>[],
): Promise<void> {
  const ids = new Set(visits.map(({ id }) => id))
  for (const day of new Set(visits.map(({ time }) => dayOf(time)))) {
    const from = instantOf(startOf(day) - clockTolerance)
    const to = instantOf(endOf(day) + toldWithin)
    await withdraw(outbox, { from, to }, ({ visit }) => ids.has(visit.id))
  }
}

/** Takes all that is told of a site out of the outbox. */
export const withdrawSite = (outbox: Outbox, site: string): Promise<void> =>
  withdraw(outbox, { from: '0', to: '~' }, (told) => told.site === site)

async function withdraw(
  outbox: Outbox,
  { from, to }: { readonly from: Instant; readonly to: Instant },
  isGone: (told: Merged) => boolean,
): Promise<void> {
  for await (const entry of outbox.decided(from, to)) {
    const { message } = entry
    if (message.kind === 'summary') {
      if (message.merged.some(isGone)) await shorten(outbox, message, isGone)
    } else if ((message.kind === 'organisation' || message.kind === 'recipient') && isGone(message))
      await outbox.remove(entry)
  }
}

async function shorten(
  outbox: Outbox,
  { id }: SummaryMessage,
  isGone: (told: Merged) => boolean,
): Promise<void> {
  for (let attempt = 0; attempt < tries; attempt++) {
    const entry = await outbox.entry(id)
    if (entry?.message.kind !== 'summary') return
    const merged = entry.message.merged.filter((told) => !isGone(told))
    const version = entry.version + 1
    if (await outbox.replace({ ...entry, message: { ...entry.message, merged }, version })) return
  }
  throw new Error(`message ${id} is changed again and again`)
}
