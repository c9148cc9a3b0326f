import { DescribeTableCommand, UpdateTableCommand } from '@aws-sdk/client-dynamodb'
import type { StreamRecord } from '../../lambda/store/table-change'
import type { Database } from '../../local/engine/database'

/** The stream of the engine's table, as DynamoDB has one. */
export interface EngineStream {
  /** All records from its beginning on. */
  records(): Promise<readonly StreamRecord[]>
}

/** Switches the stream on, as the stack does. Only dynoxide has one. */
export async function openStream({
  client,
  tableName: TableName,
  endpoint,
  accessKeyId,
}: Database): Promise<EngineStream> {
  const StreamSpecification = { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' } as const
  await client.send(new UpdateTableCommand({ TableName, StreamSpecification }))
  const { Table } = await client.send(new DescribeTableCommand({ TableName }))
  const StreamArn = Table?.LatestStreamArn
  const authorization = `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=0`

  /** The engine asks for a signature and does not check it. */
  async function ask(operation: string, body: object) {
    const headers = {
      ...{ 'content-type': 'application/x-amz-json-1.0', 'x-amz-date': '20260101T000000Z', authorization },
      'x-amz-target': `DynamoDBStreams_20120810.${operation}`,
    }
    const answer = await fetch(endpoint, { method: 'POST', headers, body: JSON.stringify(body) })
    if (!answer.ok) throw new Error(`${operation}: ${await answer.text()}`)
    return answer.json()
  }

  return {
    async records() {
      const { StreamDescription } = await ask('DescribeStream', { StreamArn })
      const all: StreamRecord[] = []
      for (const { ShardId } of StreamDescription.Shards) {
        let iterator = await ask('GetShardIterator', {
          ...{ StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' },
        })
        for (let next = iterator.ShardIterator; next !== undefined; ) {
          iterator = await ask('GetRecords', { ShardIterator: next })
          if (iterator.Records.length === 0) break
          all.push(...iterator.Records)
          next = iterator.NextShardIterator
        }
      }
      return all
    },
  }
}
