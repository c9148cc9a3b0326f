import type { Visit } from '../domain/visit/visit'

/** A change of the table that a message may come of: a visit that is new or was read, or a message that waits. */
export type TableChange = { readonly visit: Visit } | { readonly waiting: string }

/** An attribute as a stream has it. Lists and maps are left out: no item of ours has one. */
export interface StreamValue {
  readonly S?: string | undefined
  readonly N?: string | undefined
  readonly BOOL?: boolean | undefined
}

/** What a record of the table's stream says, as far as it is read. */
export interface StreamRecord {
  readonly dynamodb?: {
    readonly SequenceNumber?: string | undefined
    readonly NewImage?: Readonly<Record<string, StreamValue>> | undefined
  }
}
