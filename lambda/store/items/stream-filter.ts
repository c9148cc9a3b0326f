import { table } from '../../contract'
import { outboxPartition, visitSortKey } from '../keys'
import { secondsName } from './engagement-attributes'
import { dueName } from './outbox-item'
import { importedName, recipientName } from './visit-item'

/** What is told, as the setting `notify` says. */
export interface Wanted {
  readonly kinds: readonly string[]
  readonly recipients: boolean
}

/** A pattern of Lambda's filters: https://docs.aws.amazon.com/lambda/latest/dg/with-ddb-filtering.html */
export type StreamPattern = Readonly<Record<string, unknown>>

const present = [{ exists: true }]
const absent = [{ exists: false }]
const text = (values: readonly unknown[]) => ({ S: values })

/** Pointers begin like visits, and have none of what is asked for below. */
const visitKeys = { [table.sortKey]: text([{ prefix: visitSortKey('') }]) }

/** What a log told of is no news. */
const recorded = { [importedName]: { BOOL: absent } }

/** A visit of a sought network that was not there before. */
const newVisit = {
  Keys: visitKeys,
  NewImage: { [table.index.partitionKey]: text(present), ...recorded },
  OldImage: { [table.partitionKey]: text(absent) },
}

/** What somebody with a link read, whenever more of it is known. */
const recipientRead = {
  Keys: visitKeys,
  NewImage: { [recipientName]: text(present), [secondsName]: { N: present }, ...recorded },
}

/** A message that waits, whatever changed of it. */
const waitingMessage = {
  Keys: { [table.partitionKey]: text([outboxPartition]) },
  NewImage: { [dueName]: text(present) },
}

/**
 * Patterns of the changes of the table that the notify function is to see, any of which suffices. They ask for nothing but
 * `dynamodb`, the only part of a record that AWS promises to filter by, so a new item is one that has no image of before.
 */
export const streamPatterns = ({ kinds, recipients }: Wanted): readonly StreamPattern[] =>
  [...(kinds.length > 0 ? [newVisit] : []), ...(recipients ? [recipientRead] : []), waitingMessage].map(
    (dynamodb) => ({ dynamodb }),
  )
