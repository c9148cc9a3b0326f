import { type DynamoDBDocumentClient, QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb'
import { AllowanceSpent } from '../../domain/errors'
import type { Allowance } from '../../domain/visit/allowance'
import { translateErrors } from './client'

/**
 * Yields what a query finds, a page at a time: DynamoDB answers at most `Limit` items and a megabyte.
 *
 * @param allowance taken from by what DynamoDB looks at, whatever it finds. @throws AllowanceSpent
 */
export async function* queryPages<T>(
  client: DynamoDBDocumentClient,
  query: QueryCommandInput,
  allowance: Allowance = { left: Number.POSITIVE_INFINITY },
): AsyncIterable<readonly T[]> {
  let ExclusiveStartKey: QueryCommandInput['ExclusiveStartKey']
  do {
    if (allowance.left <= 0) throw new AllowanceSpent('as many items were looked at as may be')
    const page = await translateErrors(client.send(new QueryCommand({ ...query, ExclusiveStartKey })))
    const items = (page.Items ?? []) as T[]
    allowance.left -= page.ScannedCount ?? items.length
    yield items
    ExclusiveStartKey = page.LastEvaluatedKey
  } while (ExclusiveStartKey !== undefined)
}

/** Returns all that a query finds. */
export async function queryAll<T>(client: DynamoDBDocumentClient, query: QueryCommandInput): Promise<T[]> {
  const items: T[] = []
  for await (const page of queryPages<T>(client, query)) items.push(...page)
  return items
}
