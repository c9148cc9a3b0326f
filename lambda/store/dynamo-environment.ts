import type { DynamoParts } from './dynamo-request'
import type { Credentials } from './dynamo-signature'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Where DynamoDB is, and with what to sign, as AWS's own clients find them in the environment of a function:
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 * Credentials are read once, and again when they were refused: reading the environment goes through the system's lock.
 *
 * @throws Error naming the variable that is missing
 */
export function dynamoOf(env: Environment): DynamoParts {
  const region = required(env, 'AWS_REGION')
  const read = (): Credentials => ({
    accessKeyId: required(env, 'AWS_ACCESS_KEY_ID'),
    secretAccessKey: required(env, 'AWS_SECRET_ACCESS_KEY'),
    sessionToken: env.AWS_SESSION_TOKEN,
  })
  let credentials: Credentials | null = null
  return {
    region,
    endpoint: givenEndpoint(env) ?? endpointOf(region),
    credentials: ({ forceRefresh = false } = {}) => {
      if (credentials === null || forceRefresh) credentials = read()
      return credentials
    },
  }
}

/** An endpoint other than AWS's own, where one is set. */
export const givenEndpoint = (env: Environment): string | undefined =>
  env.AWS_ENDPOINT_URL_DYNAMODB || env.AWS_ENDPOINT_URL || undefined

/** China's regions are a partition of AWS with a domain of its own. */
export const endpointOf = (region: string): string =>
  `https://dynamodb.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`

function required(env: Environment, name: string): string {
  const value = env[name]
  if (!value) throw new Error(`environment variable ${name} is required`)
  return value
}
