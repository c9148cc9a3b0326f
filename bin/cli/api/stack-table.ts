import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation'
import { outputs } from '../../../lambda/contract'
import { Failure } from '../failure'
import { awsFailure } from './aws-failure'

/** What a deployed stack tells about its table. */
export interface StackTable {
  readonly tableName: string
  /** The number of partitions of a site's day, by site, where it is more than one. */
  readonly shards: Readonly<Record<string, number>>
}

/** Finds a deployed stack's table. @throws Failure saying what is missing */
export async function tableOfStack(stack: string): Promise<StackTable> {
  const client = new CloudFormationClient()
  try {
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: stack }))
    const outputOf = (name: string) =>
      Stacks?.[0]?.Outputs?.find(({ OutputKey }) => OutputKey === name)?.OutputValue
    const tableName = outputOf(outputs.table)
    if (tableName !== undefined) return { tableName, shards: JSON.parse(outputOf(outputs.shards) ?? '{}') }
  } catch (error) {
    throw isAbsent(error) ? absent(stack, error) : awsFailure(error)
  } finally {
    client.destroy()
  }
  throw new Failure(
    `stack ${stack} has no output ${outputs.table}; is it a Visitbook, and is its deployment finished?`,
  )
}

/** CloudFormation has no error of its own for this: it throws a ValidationError, `Stack with id X does not exist`. */
const isAbsent = (error: unknown): boolean => /does not exist/.test((error as Error).message)

const absent = (stack: string, cause: unknown) =>
  new Failure(
    `there is no stack ${stack} in this account and region; check --stack, AWS_PROFILE and AWS_REGION`,
    1,
    {
      cause,
    },
  )
