import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { Unavailable } from '../domain/unavailable'

/** One client for the life of a function: three tries, none longer than three seconds. */
export function dynamoClient(config: DynamoDBClientConfig = {}): DynamoDBDocumentClient {
  const patience = { connectionTimeout: 1000, requestTimeout: 3000, throwOnRequestTimeout: true }
  const client = new DynamoDBClient({ maxAttempts: 3, requestHandler: patience, ...config })
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } })
}

const passing = new Set([
  'ProvisionedThroughputExceededException',
  'ThrottlingException',
  'RequestLimitExceeded',
  'InternalServerError',
  'ServiceUnavailable',
  'TimeoutError',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
])

interface SdkError {
  readonly name?: string
  readonly code?: string
  readonly $metadata?: { readonly httpStatusCode?: number }
}

/** Waits for a command's answer. @throws Unavailable when the SDK's own tries are used up by throttling or by failures that pass */
export async function settled<T>(answer: Promise<T>): Promise<T> {
  return answer.catch((error: SdkError) => {
    const status = error.$metadata?.httpStatusCode ?? 0
    const passes =
      status >= 500 || [error.name, error.code].some((name) => name !== undefined && passing.has(name))
    throw passes ? new Unavailable(`DynamoDB: ${error.name ?? error.code}`, { cause: error }) : error
  })
}

/** Whether a put was made; false when its condition did not hold. */
export async function conditional(put: Promise<unknown>): Promise<boolean> {
  return settled(put).then(
    () => true,
    (error: SdkError) => {
      if (error.name === 'ConditionalCheckFailedException') return false
      throw error
    },
  )
}
