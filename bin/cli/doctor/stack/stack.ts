import { CloudFormationClient, DescribeStacksCommand, type Stack } from '@aws-sdk/client-cloudformation'
import { awsFailure } from '../../api/aws-failure'
import { Failure } from '../../failure'
import { type Examined, nothing } from '../examined'

/** Milliseconds in which AWS must have answered one request. */
const timeoutMs = 15_000

/** What every AWS client here is made with: it tries twice, and does not wait for long. */
export const clientSettings = {
  maxAttempts: 2,
  requestHandler: { connectionTimeout: 5_000, requestTimeout: timeoutMs },
} as const

/** Asks CloudFormation. @throws Failure with what AWS said */
export async function withStacks<T>(act: (client: CloudFormationClient) => Promise<T>): Promise<T> {
  return withClient(new CloudFormationClient(clientSettings), act)
}

/** Uses a client and closes it. @throws Failure with what AWS said */
export async function withClient<C extends { destroy(): void }, T>(
  client: C,
  act: (client: C) => Promise<T>,
): Promise<T> {
  try {
    return await act(client)
  } catch (error) {
    throw awsFailure(error)
  } finally {
    client.destroy()
  }
}

/** The stack that is asked about; null where there is none of this name. @throws NotExamined where none is */
export async function askedStack({ stack }: Examined): Promise<Stack | null> {
  if (stack === null) return nothing('no stack was named: add --stack Visitbook')
  return withStacks(async (client) => {
    const asked = client.send(new DescribeStacksCommand({ StackName: stack }))
    const { Stacks } = await asked.catch((error: Error) => {
      if (/does not exist/.test(error.message)) return { Stacks: [] }
      throw error
    })
    return Stacks?.[0] ?? null
  })
}

/** @throws NotExamined where there is no such stack, or AWS cannot be asked, of which another line tells */
export async function deployedStack(examined: Examined): Promise<Stack> {
  const found = await askedStack(examined).catch((error) => {
    if (error instanceof Failure) return nothing('AWS was not asked')
    throw error
  })
  return found ?? nothing('there is no such stack')
}
