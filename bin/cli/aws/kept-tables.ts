import {
  CloudFormationClient,
  DescribeStackResourcesCommand,
  type DescribeStackResourcesInput,
  GetTemplateCommand,
  type StackResource,
} from '@aws-sdk/client-cloudformation'
import {
  DeleteTableCommand,
  DynamoDBClient,
  paginateListTables,
  waitUntilTableNotExists,
} from '@aws-sdk/client-dynamodb'
import { awsFailure } from '../api/aws-failure'

/** The logical id of the table of visits, which never changes (test/lib/visitbook-stack.test.ts); its name has it, too. */
const visitTableId = 'VisitsA586527A'

/** The tables that an earlier stack of this name left: no stack owns them. */
export async function keptTables(stack: string): Promise<string[]> {
  const client = new DynamoDBClient()
  const names: string[] = []
  try {
    for await (const { TableNames = [] } of paginateListTables({ client }, {})) names.push(...TableNames)
  } catch (error) {
    throw awsFailure(error)
  } finally {
    client.destroy()
  }
  const kept: string[] = []
  for (const name of names.filter((one) => one.startsWith(`${stack}-${visitTableId}-`)))
    if (!(await isOwned(name))) kept.push(name)
  return kept
}

/** Whether a stack of any name has the table. CloudFormation tells of a stack for 90 days after it was deleted. */
async function isOwned(table: string): Promise<boolean> {
  const resources = await resourcesOf({ PhysicalResourceId: table })
  return resources.some((one) => one.PhysicalResourceId === table && isThere(one))
}

const isThere = ({ ResourceStatus }: StackResource): boolean => ResourceStatus?.startsWith('DELETE_') !== true

/** The stack's own table, or null if there is no such stack. */
export async function ownedTable(stack: string): Promise<string | null> {
  const resources = await resourcesOf({ StackName: stack })
  const found = resources.find((one) => one.LogicalResourceId === visitTableId && isThere(one))
  return found?.PhysicalResourceId ?? null
}

/** Whether the stack, as it was deployed last, leaves its table when it goes. @throws Failure */
export async function keepsTable(stack: string): Promise<boolean> {
  const client = new CloudFormationClient()
  try {
    const { TemplateBody = '{}' } = await client.send(new GetTemplateCommand({ StackName: stack }))
    return isRetained(TemplateBody)
  } catch (error) {
    throw awsFailure(error)
  } finally {
    client.destroy()
  }
}

/** @param template as JSON, which is how the CDK writes it */
export function isRetained(template: string): boolean {
  const policy: unknown = JSON.parse(template).Resources?.[visitTableId]?.DeletionPolicy
  return typeof policy === 'string' && policy.startsWith('Retain')
}

/** None where there is no such stack, or none that has such a resource. */
async function resourcesOf(asked: DescribeStackResourcesInput): Promise<readonly StackResource[]> {
  const client = new CloudFormationClient()
  try {
    const { StackResources = [] } = await client.send(new DescribeStackResourcesCommand(asked))
    return StackResources
  } catch (error) {
    if (/does not exist/.test((error as Error).message)) return []
    throw awsFailure(error)
  } finally {
    client.destroy()
  }
}

/** Deletes a table with all that is in it, and waits until it is gone; the stack may have deleted it already. */
export async function deleteTable(name: string): Promise<void> {
  const client = new DynamoDBClient()
  try {
    await client.send(new DeleteTableCommand({ TableName: name }))
    await waitUntilTableNotExists({ client, maxWaitTime: 600 }, { TableName: name })
  } catch (error) {
    if ((error as Error).name !== 'ResourceNotFoundException') throw awsFailure(error)
  } finally {
    client.destroy()
  }
}

/** What `cdk import` is to take for the stack's table. */
export const tableMapping = (name: string): string => JSON.stringify({ [visitTableId]: { TableName: name } })
