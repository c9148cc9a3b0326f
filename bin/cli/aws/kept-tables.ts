import { CloudFormationClient, DescribeStackResourcesCommand } from '@aws-sdk/client-cloudformation'
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
  const owned = await ownedTable(stack)
  const client = new DynamoDBClient()
  const names: string[] = []
  try {
    for await (const { TableNames = [] } of paginateListTables({ client }, {})) names.push(...TableNames)
  } catch (error) {
    throw awsFailure(error)
  } finally {
    client.destroy()
  }
  return names.filter((name) => name.startsWith(`${stack}-${visitTableId}-`) && name !== owned)
}

/** The stack's own table, or null if there is no such stack. */
export async function ownedTable(stack: string): Promise<string | null> {
  const client = new CloudFormationClient()
  try {
    const { StackResources = [] } = await client.send(new DescribeStackResourcesCommand({ StackName: stack }))
    const found = StackResources.find(({ LogicalResourceId }) => LogicalResourceId === visitTableId)
    return found?.PhysicalResourceId ?? null
  } catch (error) {
    if (/does not exist/.test((error as Error).message)) return null
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
