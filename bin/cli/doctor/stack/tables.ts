import { type CloudFormationClient, DescribeStackResourcesCommand } from '@aws-sdk/client-cloudformation'
import {
  DescribeTableCommand,
  DynamoDBClient,
  paginateListTables,
  type TableDescription,
} from '@aws-sdk/client-dynamodb'
import { outputs, table } from '../../../../lambda/contract'
import { type Check, failed, passed } from '../check'
import { clientSettings, deployedStack, withClient, withStacks } from './stack'

/** A table that is kept has the logical id of one of ours in the name that CloudFormation gave it. */
const namedByUs = /Visits[0-9A-F]{8}-/

export const orphanedTables: Check = {
  name: 'tables',
  async run(examined) {
    const { Outputs } = await deployedStack(examined)
    const own = Outputs?.find(({ OutputKey }) => OutputKey === outputs.table)?.OutputValue
    const names = await withClient(new DynamoDBClient(clientSettings), (client) => tableNames(client))
    if (own !== undefined && !names.includes(own))
      return failed(
        `the table of the stack, ${own}, is not there`,
        `restore it under its name, as far as 35 days back: aws dynamodb restore-table-to-point-in-time --source-table-name ${own} --target-table-name ${own} --use-latest-restorable-time`,
      )
    const orphans = await withStacks((client) =>
      unowned(
        client,
        names.filter((name) => name !== own),
      ),
    )
    if (orphans.length === 0) return passed('none is left without a stack')
    return failed(
      `no stack owns ${orphans.join(', ')}`,
      `npx visitbook setup takes it back where there is no stack yet; to delete it for good: aws dynamodb delete-table --table-name ${orphans[0]}`,
    )
  },
}

async function tableNames(client: DynamoDBClient): Promise<readonly string[]> {
  const names: string[] = []
  for await (const { TableNames = [] } of paginateListTables({ client }, {}))
    for (const name of TableNames) if (await isOurs(client, name)) names.push(name)
  return names
}

async function isOurs(client: DynamoDBClient, TableName: string): Promise<boolean> {
  if (namedByUs.test(TableName)) return true
  const { Table } = await client.send(new DescribeTableCommand({ TableName }))
  return Table !== undefined && isVisitTable(Table)
}

const isVisitTable = ({ GlobalSecondaryIndexes = [], KeySchema = [] }: TableDescription): boolean =>
  GlobalSecondaryIndexes.some(({ IndexName }) => IndexName === table.index.name) &&
  KeySchema.map(({ AttributeName }) => AttributeName).join() === `${table.partitionKey},${table.sortKey}`

/** CloudFormation throws a ValidationError for what belongs to no stack. */
async function unowned(client: CloudFormationClient, names: readonly string[]): Promise<readonly string[]> {
  const found: string[] = []
  for (const name of names) {
    const asked = client.send(new DescribeStackResourcesCommand({ PhysicalResourceId: name }))
    const { StackResources = [] } = await asked.catch((error: Error) => {
      if (/does not exist|not.*found/i.test(error.message)) return { StackResources: [] }
      throw error
    })
    if (StackResources.length === 0) found.push(name)
  }
  return found
}
