import { type DynamoDBDocumentClient, QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb'
import { translateErrors } from './client'

/** Yields what a query finds, a page at a time: DynamoDB answers at most `Limit` items and a megabyte. */
export async function* queryPages<T>(
  client: DynamoDBDocumentClient,
  query: QueryCommandInput,
): AsyncIterable<readonly T[]> {
  let ExclusiveStartKey: QueryCommandInput['ExclusiveStartKey']
  do {
    const page = await translateErrors(client.send(new QueryCommand({ ...query, ExclusiveStartKey })))
    yield (page.Items ?? []) as T[]
    ExclusiveStartKey = page.LastEvaluatedKey
  } while (ExclusiveStartKey !== undefined)
}

/** Returns all that a query finds. */
export async function queryAll<T>(client: DynamoDBDocumentClient, query: QueryCommandInput): Promise<T[]> {
  const items: T[] = []
  for await (const page of queryPages<T>(client, query)) items.push(...page)
  return items
}
