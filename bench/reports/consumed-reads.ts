import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'

/** What was read, by the engine's own account. */
export interface Reads {
  readonly requests: number
  /** Read units: half a unit for 4 KB, as reading is eventually consistent. */
  readonly units: number
}

interface Output {
  readonly ConsumedCapacity?: { readonly CapacityUnits?: number }
}

/** Asks for the consumed capacity of every request of a client. @returns what was read since the last call */
export function consumedReads({ middlewareStack }: DynamoDBDocumentClient): () => Reads {
  let reads = { requests: 0, units: 0 }
  middlewareStack.add(
    (next) => async (asked) => {
      const answer = await next({ ...asked, input: { ...asked.input, ReturnConsumedCapacity: 'TOTAL' } })
      const { ConsumedCapacity } = answer.output as Output
      if (ConsumedCapacity?.CapacityUnits === undefined)
        throw new Error('the engine does not say what a request consumed')
      reads = { requests: reads.requests + 1, units: reads.units + ConsumedCapacity.CapacityUnits }
      return answer
    },
    { step: 'initialize' },
  )
  return () => {
    const since = reads
    reads = { requests: 0, units: 0 }
    return since
  }
}
