import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation'
import { awsFailure } from './aws-failure'
import { Failure } from './failure'

/** The stack's output that names its table; see lib/visitbook-stack.ts. */
const output = 'TableName'

/** The name of a deployed stack's table. @throws Failure saying what is missing */
export async function tableOfStack(stack: string): Promise<string> {
  const client = new CloudFormationClient()
  try {
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: stack }))
    const name = Stacks?.[0]?.Outputs?.find(({ OutputKey }) => OutputKey === output)?.OutputValue
    if (name !== undefined) return name
  } catch (error) {
    throw isAbsent(error) ? absent(stack, error) : awsFailure(error)
  } finally {
    client.destroy()
  }
  throw new Failure(
    `stack ${stack} has no output ${output}; is it a Visitbook, and is its deployment finished?`,
  )
}

/** CloudFormation has no name of its own for it: a ValidationError, `Stack with id X does not exist`. */
const isAbsent = (error: unknown): boolean => /does not exist/.test((error as Error).message)

const absent = (stack: string, cause: unknown) =>
  new Failure(
    `there is no stack ${stack} in this account and region; check --stack, AWS_PROFILE and AWS_REGION`,
    1,
    {
      cause,
    },
  )
