import { clean, cut } from '../domain/text'
import type { StreamRecord, TableChange } from '../store/table-change'
import { type Decide, type DecideParts, decider, type Settled } from './decide'
import { deliverAll, type SendParts } from './send'

export interface RecordParts extends DecideParts, SendParts {
  /** Reads a record. @throws Error where it is not understood */
  readonly changeIn: (record: StreamRecord) => TableChange | null
}

/** Positions in the stream of records that could not be handled: each is delivered again, with all after it. */
export interface RecordsHandled {
  readonly failed: readonly string[]
}

/** What a batch comes to. */
interface Work {
  /** Messages that this function has put. */
  readonly own: Set<string>
  /** Messages that somebody else has put, or that are due again. */
  readonly waiting: Set<string>
}

/** Handles records of the table's stream. One that cannot be handled keeps no other one from it. */
export async function handleRecords(
  parts: RecordParts,
  records: readonly StreamRecord[],
  settled: Settled,
): Promise<RecordsHandled> {
  const decide = await decider(parts, settled)
  const work: Work = { own: new Set(), waiting: new Set() }
  const failed: string[] = []
  for (const record of records) {
    const position = record.dynamodb?.SequenceNumber ?? ''
    await handleRecord(parts, decide, record, work).catch((error: unknown) => {
      console.error({ unread: position, reason: cut(clean(String(error)), reasonBytes) })
      failed.push(position)
    })
  }
  const waiting = [...work.waiting].filter((id) => !work.own.has(id))
  await deliverAll(parts, [...work.own], true)
  await deliverAll(parts, waiting, false)
  return { failed }
}

const reasonBytes = 500

async function handleRecord(
  { changeIn }: RecordParts,
  decide: Decide,
  record: StreamRecord,
  work: Work,
): Promise<void> {
  const change = changeIn(record)
  if (change === null) return
  if ('waiting' in change) work.waiting.add(change.waiting)
  else for (const id of await decide(change.visit)) work.own.add(id)
}
