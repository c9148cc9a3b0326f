import type { Reply } from './dynamo-reply'

/** An answer that is none: DynamoDB's refusal, or what stands in its place. Named by DynamoDB's own type where it has one. */
export class DynamoFault extends Error {
  override readonly name: string

  constructor(
    name: string,
    readonly status: number,
    message = name,
  ) {
    super(message)
    this.name = name
  }
}

/** Types and codes of what passes by itself: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html */
const passing = new Set([
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'ThrottledException',
  'TooManyRequestsException',
  'LimitExceededException',
  'TransactionInProgressException',
  'RequestTimeout',
  'RequestTimeoutException',
  'InternalServerError',
  'ServiceUnavailable',
  'TimeoutError',
  'Garbled',
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
])

/** Whether the same call may go well in a moment; else it is our own fault. */
export const passes = (name: string, status = 0): boolean =>
  status >= 500 || status === 429 || status === 408 || passing.has(name)

/** Other credentials may be better: they expired, were rotated, or belong to a key that is no more. */
export const blamesCredentials = ({ name }: DynamoFault): boolean =>
  /^(ExpiredToken(Exception)?|UnrecognizedClientException|InvalidClientTokenId|InvalidAccessKeyId)$/.test(
    name,
  )

/** The signature's time may be to blame. */
export const blamesClock = ({ name }: DynamoFault): boolean =>
  /^(InvalidSignatureException|SignatureDoesNotMatch|AuthFailure|RequestExpired|RequestInTheFuture|RequestTimeTooSkewed)$/.test(
    name,
  )

/** The answer's content. @throws DynamoFault */
export function contentOf({
  status,
  body,
}: Pick<Reply, 'status' | 'body'>): Readonly<Record<string, unknown>> {
  const content = objectOf(body)
  if (status === 200) {
    if (content === null) throw new DynamoFault('UnreadableAnswer', 502, 'an answer 200 without JSON')
    return content
  }
  const { __type: type, message, Message } = content ?? {}
  // com.amazonaws.dynamodb.v20120810#ResourceNotFoundException
  const name = typeof type === 'string' ? type.slice(type.lastIndexOf('#') + 1) : `HTTP ${status}`
  throw new DynamoFault(name, status, String(message ?? Message ?? name))
}

function objectOf(body: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' ? (value as Record<string, unknown> | null) : null
  } catch {
    return null
  }
}
