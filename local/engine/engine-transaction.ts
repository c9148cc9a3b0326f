import type { Dynamo } from '../../lambda/store/light/client'
import { putInput } from '../../lambda/store/light/item-table'
import type { Put } from './grouped-table'

export interface TransactionParts {
  readonly dynamo: Pick<Dynamo, 'request'>
  readonly tableName: string
}

/** Puts all or nothing, with one sync of the engine's file. For local use: on AWS, each put would cost two write units. */
export const transaction =
  ({ dynamo, tableName }: TransactionParts) =>
  async (puts: readonly Put[]): Promise<void> => {
    const TransactItems = puts.map(({ item, condition }) => ({ Put: putInput(tableName, item, condition) }))
    await dynamo.request('TransactWriteItems', { TransactItems })
  }
