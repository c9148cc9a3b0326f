import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { isThrottlingError, isTransientError } from '@smithy/core/retry'
import { Unavailable } from '../../domain/errors'

/** Milliseconds that one try waits for an answer to begin, and then for each further piece of it. */
const patience = 3000

/** Makes the one client of a function's life: three tries, none silent for longer than three seconds. */
export function dynamoClient(config: DynamoDBClientConfig = {}): DynamoDBDocumentClient {
  const requestHandler = {
    connectionTimeout: 1000,
    requestTimeout: patience,
    throwOnRequestTimeout: true,
    socketTimeout: patience, // requestTimeout ends with the headers; a body may stall too
  }
  const client = new DynamoDBClient({ maxAttempts: 3, requestHandler, ...config })
  client.middlewareStack.remove('loggerMiddleware') // it copies every answer for a logger that we do not have: 7 % of a rollup
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } })
}

type SdkError = Parameters<typeof isTransientError>[0] & { readonly code?: string }

/** Waits for a command's answer. @throws Unavailable when throttling or transient failures use up the SDK's own tries */
export async function translateErrors<T>(answer: Promise<T>): Promise<T> {
  return answer.catch((error: SdkError) => {
    const isPassing = isThrottlingError(error) || isTransientError(error)
    const isTheirs = (error.$metadata?.httpStatusCode ?? 0) >= 500
    throw isPassing || isTheirs
      ? new Unavailable(`DynamoDB: ${error.name ?? error.code}`, { cause: error })
      : error
  })
}

/** Returns whether a put was made; false when its condition did not hold. */
export async function putIf(put: Promise<unknown>): Promise<boolean> {
  return translateErrors(put).then(
    () => true,
    (error: SdkError) => {
      if (error.name === 'ConditionalCheckFailedException') return false
      throw error
    },
  )
}
