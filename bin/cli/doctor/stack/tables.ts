import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { withTimeout } from '../../../../lambda/domain/timeout'
import { keptTables, ownedTable } from '../../aws/kept-tables'
import { type Check, failed, type Outcome, passed, skipped } from '../check'
import { clientSettings, deployedStack, withClient } from './stack'

const timeoutMs = 30_000

export const tables: Check = {
  name: 'tables',
  async run(examined) {
    const { StackName = '' } = await deployedStack(examined)
    return withTimeout(judge(StackName), timeoutMs, () =>
      skipped(`AWS does not list the tables within ${timeoutMs / 1000} s`),
    )
  },
}

async function judge(stack: string): Promise<Outcome> {
  const own = await ownedTable(stack)
  if (own !== null && !(await isThere(own)))
    return failed(
      `the table of the stack, ${own}, is not there`,
      `restore it under its name, as of any moment of 35 days: aws dynamodb restore-table-to-point-in-time --source-table-name ${own} --target-table-name ${own} --use-latest-restorable-time`,
    )
  const kept = await keptTables(stack)
  if (kept.length === 0) return passed('the stack’s own, and none that was left behind')
  return failed(
    `no stack owns ${kept.join(', ')}`,
    `if its visits are not wanted: aws dynamodb delete-table --table-name ${kept[0]}; if they are, ./visitbook destroy and then ./visitbook setup, which takes it back`,
  )
}

const isThere = (TableName: string): Promise<boolean> =>
  withClient(new DynamoDBClient(clientSettings), (client) =>
    client.send(new DescribeTableCommand({ TableName })).then(
      () => true,
      (error: Error) => {
        if (error.name === 'ResourceNotFoundException') return false
        throw error
      },
    ),
  )
