import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import type { ShardTask } from '../shards/sharding'

/** What the rollup function is called with to count one shard. */
export interface ShardOrder {
  readonly countShard: ShardTask
}

/**
 * Calls a function by Lambda's queue, which answers at once, and tries a call that fails twice more. Where Lambda throttles
 * the call itself, the SDK tries again, and then the next hour's run does. A chain of calls has three links at most (the
 * schedule's, a shard's, and a shard's again where shards share a visit); Lambda takes one of about 16 for an endless loop:
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html
 */
export function shardCall(FunctionName: string, client = new LambdaClient({})) {
  return async (task: ShardTask): Promise<void> => {
    const order: ShardOrder = { countShard: task }
    const Payload = new TextEncoder().encode(JSON.stringify(order))
    await client.send(new InvokeCommand({ FunctionName, InvocationType: 'Event', Payload }))
  }
}
