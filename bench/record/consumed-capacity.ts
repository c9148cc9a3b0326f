import type { Dynamo } from '../../lambda/store/light/client'

/** A put as the engine charged it. */
export interface ChargedPut {
  /** As it was sent: attributes with their types. */
  readonly item: Readonly<Record<string, unknown>>
  readonly tableUnits: number
  readonly indexUnits: number
}

interface Capacity {
  readonly CapacityUnits?: number
  readonly Table?: { readonly CapacityUnits?: number }
  readonly GlobalSecondaryIndexes?: Readonly<Record<string, { readonly CapacityUnits?: number }>>
}

/** Asks for the consumed capacity of every put, and collects it. */
export function consumedCapacity(dynamo: Dynamo): {
  dynamo: Pick<Dynamo, 'request'>
  puts: readonly ChargedPut[]
} {
  const puts: ChargedPut[] = []
  const request: Dynamo['request'] = async (operation, input) => {
    if (operation !== 'PutItem') return dynamo.request(operation, input)
    const answer = await dynamo.request(operation, { ...input, ReturnConsumedCapacity: 'INDEXES' })
    const capacity = answer.ConsumedCapacity as Capacity | undefined
    if (capacity === undefined) throw new Error('the engine does not say what a put consumed')
    const indexes = Object.values(capacity.GlobalSecondaryIndexes ?? {})
    puts.push({
      item: (input as { Item: ChargedPut['item'] }).Item,
      tableUnits: capacity.Table?.CapacityUnits ?? capacity.CapacityUnits ?? 0,
      indexUnits: indexes.reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0),
    })
    return answer
  }
  return { dynamo: { request }, puts }
}
