import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { endpointsName, environment } from '../../contract'
import { type Environment, required, truth } from '../../environment'
import type { DynamoParts } from './client'
import type { Credentials } from './signature'

/** `fips`, `dualStack` and `fipsDualStack` by partition, with `{region}` for the region. */
type SpecialEndpoints = Readonly<Record<string, Readonly<Record<string, string>>>>

/**
 * Finds DynamoDB, and the credentials to sign with, in the environment of a function, as AWS's own clients do:
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 * Credentials are read once, and again when they were refused: reading the environment takes the system's lock.
 *
 * @param specialEndpoints read only when they are needed; lib/assets/dynamo-endpoints.ts makes them
 * @throws Error naming the variable that is missing or not understood
 */
export function dynamoOf(env: Environment, specialEndpoints = bundledEndpoints): DynamoParts {
  const read = (): Credentials => ({
    accessKeyId: required(env, 'AWS_ACCESS_KEY_ID'),
    secretAccessKey: required(env, 'AWS_SECRET_ACCESS_KEY'),
    sessionToken: env.AWS_SESSION_TOKEN,
  })
  let credentials: Credentials | null = null
  return {
    region: required(env, 'AWS_REGION'),
    endpoint: endpointOf(env, specialEndpoints),
    credentials: ({ forceRefresh = false } = {}) => {
      if (credentials === null || forceRefresh) credentials = read()
      return credentials
    },
  }
}

/** An endpoint other than AWS's own, where one is set. */
export const givenEndpoint = (env: Environment): string | undefined =>
  env.AWS_ENDPOINT_URL_DYNAMODB || env.AWS_ENDPOINT_URL || undefined

/** The domain comes from the stack: only CloudFormation knows the domain of every partition, future ones included. */
function endpointOf(env: Environment, specialEndpoints: () => SpecialEndpoints): string {
  const [kind, variable] = kindOf(env)
  const given = givenEndpoint(env)
  if (given !== undefined) {
    if (kind === null) return given
    throw new Error(`environment variable ${variable} has no effect on AWS_ENDPOINT_URL: set one of the two`)
  }
  const region = required(env, 'AWS_REGION')
  if (kind === null) return `https://dynamodb.${region}.${required(env, environment.urlSuffix)}`
  const partition = required(env, environment.partition)
  const endpoint = specialEndpoints()[partition]?.[kind]
  if (endpoint !== undefined) return endpoint.replace('{region}', region)
  throw new Error(`environment variable ${variable}: set AWS_ENDPOINT_URL_DYNAMODB instead in ${partition}`)
}

/** Which endpoint is asked for, and by which variable; null for the usual one. */
function kindOf(env: Environment): readonly [kind: string | null, variable: string] {
  const [fips, dualStack] = ['AWS_USE_FIPS_ENDPOINT', 'AWS_USE_DUALSTACK_ENDPOINT'] as const
  const isDualStack = truth(env, dualStack, 'false')
  if (truth(env, fips, 'false')) return [isDualStack ? 'fipsDualStack' : 'fips', fips]
  return [isDualStack ? 'dualStack' : null, dualStack]
}

const bundledEndpoints = (): SpecialEndpoints =>
  JSON.parse(readFileSync(join(__dirname, endpointsName), 'utf8'))
