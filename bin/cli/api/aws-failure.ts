import { Failure } from '../failure'

const credentials = 'sign in (aws login, aws sso login or aws configure) or set AWS_PROFILE'

const advice: Readonly<Record<string, string>> = {
  CredentialsProviderError: `no AWS credentials: ${credentials}`,
  ExpiredToken: `the AWS credentials have expired: ${credentials}`,
  ExpiredTokenException: `the AWS credentials have expired: ${credentials}`,
  InvalidClientTokenId: `AWS does not know these credentials: ${credentials}`,
  UnrecognizedClientException: `AWS does not know these credentials: ${credentials}`,
  ResourceNotFoundException: 'the table is not there; is the stack deployed?',
}

/** A failure with what AWS said and what to do about it. Errors that are not from AWS are returned as they are. */
export function awsFailure(error: unknown): unknown {
  const { name, message } = error as Error
  if (/^Region (is missing|not accepted)/.test(message))
    return failure('no AWS region: set AWS_REGION', error)
  if (advice[name] !== undefined) return failure(advice[name], error)
  return '$metadata' in (error as object) ? failure(`AWS: ${message} (${name})`, error) : error
}

const failure = (message: string, cause: unknown) => new Failure(message, 1, { cause })
