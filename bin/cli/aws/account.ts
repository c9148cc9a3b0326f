import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { awsFailure } from '../api/aws-failure'
import { Failure } from '../failure'

/** Where things are made, and as whom. */
export interface Account {
  readonly id: string
  readonly region: string
  readonly caller: string
}

/** Has every AWS client of this process and of the CDK use this region. */
export function useRegion(region: string | undefined): void {
  if (region === undefined) return
  process.env.AWS_REGION = region
  process.env.AWS_DEFAULT_REGION = region
}

/** @throws Failure when there is no region, or no credentials that AWS knows */
export async function currentAccount(): Promise<Account> {
  const client = new STSClient()
  try {
    const region = await client.config.region()
    useRegion(region) // that of a profile is not known to all
    const { Account: id = '', Arn: caller = '' } = await client.send(new GetCallerIdentityCommand())
    return { id, region, caller }
  } catch (error) {
    if (/^Region is missing/.test((error as Error).message))
      throw new Failure('no AWS region: add --region, such as --region eu-west-1, or set AWS_REGION')
    throw awsFailure(error)
  } finally {
    client.destroy()
  }
}

/** The status of a stack, or null if there is none. */
export async function stackStatus(name: string): Promise<string | null> {
  const client = new CloudFormationClient()
  try {
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: name }))
    return Stacks?.[0]?.StackStatus ?? null
  } catch (error) {
    if (/does not exist/.test((error as Error).message)) return null
    throw awsFailure(error)
  } finally {
    client.destroy()
  }
}
