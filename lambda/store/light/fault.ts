import type { Reply } from './http-reply'

/**
 * An error instead of an answer: DynamoDB's refusal, or something else in its place. Named after DynamoDB's own type
 * where it has one.
 */
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

/**
 * Error types that the SDK tries again. It keeps them in lists and marks of its own, so no rule can replace this list;
 * test/store/light/fault.test.ts compares the two for every name that the SDK knows.
 */
const passingTypes = new Set([
  'BandwidthLimitExceeded',
  'EC2ThrottledException',
  'LimitExceededException',
  'PriorRequestNotComplete',
  'ProvisionedThroughputExceededException',
  'ReplicatedWriteConflictException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'RequestTimeout',
  'RequestTimeoutException',
  'SlowDown',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TimeoutError',
  'TooManyRequestsException',
  'TransactionInProgressException',
])

const passingStatuses = new Set([429, 500, 502, 503, 504])

/** Node's codes for a missing answer that the SDK tries again too; the last three are our own connection's. */
const passingCodes = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  'ECONNABORTED',
  'Garbled',
  'TimeoutError',
])

/** Whether the same call may succeed in a moment, by the SDK's rules. */
export const passes = ({
  name,
  status,
  message,
}: Pick<DynamoFault, 'name' | 'status' | 'message'>): boolean =>
  passingStatuses.has(status) || passingTypes.has(name) || isLateSignature(name, message)

/** The same where no answer came. @param code see `ConnectionLost` */
export const codePasses = (code: string): boolean => passingCodes.has(code)

/** The function was frozen between signing and sending. */
const isLateSignature = (name: string, message: string) =>
  name === 'InvalidSignatureException' && message.includes('Signature expired')

/** Whether other credentials may help: these expired, were rotated, or belong to a deleted key. */
export const blamesCredentials = ({ name }: DynamoFault): boolean =>
  /^(ExpiredToken(Exception)?|UnrecognizedClientException|InvalidClientTokenId|InvalidAccessKeyId)$/.test(
    name,
  )

/** Returns the answer's content. @throws DynamoFault */
export function contentOf({ status, body, errorType }: Answer): Readonly<Record<string, unknown>> {
  const content = objectOf(body)
  if (status === 200) {
    if (content === null) throw new DynamoFault('UnreadableAnswer', 502, 'an answer 200 without JSON')
    return content
  }
  const { __type: type, message, Message } = content ?? {}
  const name = nameIn(type) || nameIn(codeIn(content)) || nameIn(errorType) || `HTTP ${status}`
  throw new DynamoFault(name, status, String(message ?? Message ?? name))
}
type Answer = Pick<Reply, 'status' | 'body' | 'errorType'>

/** The bare name of `com.amazonaws.dynamodb.v20120810#Name` or `Name:http://...`; empty where there is none. */
const nameIn = (type: unknown): string =>
  /^(?:[^#:,]*#)?([^#:,]*)/.exec(typeof type === 'object' ? '' : String(type ?? ''))?.[1] ?? ''

/** Returns the `code` field, however its name is capitalised. */
const codeIn = (content: Record<string, unknown> | null): unknown =>
  content?.[Object.keys(content).find((key) => key.toLowerCase() === 'code') ?? 'code']

function objectOf(body: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' ? (value as Record<string, unknown> | null) : null
  } catch {
    return null
  }
}
