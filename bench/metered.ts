import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'

/** A put as the engine charged it. */
export interface ChargedPut {
  readonly item: Readonly<Record<string, unknown>>
  readonly tableUnits: number
  readonly indexUnits: number
}

interface Capacity {
  readonly CapacityUnits?: number
  readonly Table?: { readonly CapacityUnits?: number }
  readonly GlobalSecondaryIndexes?: Readonly<Record<string, { readonly CapacityUnits?: number }>>
}

/** Has every put of a client say what it consumed, and collects that. */
export function metered(client: DynamoDBDocumentClient): readonly ChargedPut[] {
  const puts: ChargedPut[] = []
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (!/^Put(Item)?Command$/.test(commandName ?? '')) return next(args)
        const input = { ...args.input, ReturnConsumedCapacity: 'INDEXES' as const }
        const result = await next({ ...args, input })
        const { ConsumedCapacity } = result.output as { ConsumedCapacity?: Capacity }
        if (ConsumedCapacity === undefined) throw new Error('the engine does not say what a put consumed')
        const indexes = Object.values(ConsumedCapacity.GlobalSecondaryIndexes ?? {})
        puts.push({
          item: (args.input as unknown as { Item: ChargedPut['item'] }).Item,
          tableUnits: ConsumedCapacity.Table?.CapacityUnits ?? ConsumedCapacity.CapacityUnits ?? 0,
          indexUnits: indexes.reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0),
        })
        return result
      },
    { step: 'initialize', name: 'metered', priority: 'high' },
  )
  return puts
}
