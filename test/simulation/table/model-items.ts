import { Unavailable } from '../../../lambda/domain/errors'
import type { Condition, Item, UpdatableTable } from '../../../lambda/store/item-table'
import { AnswerLost, type Call, Throttled } from './calls'
import type { Placeholders } from './expression'
import { ConditionFailed, type StoredItem, type TableModel } from './table-model'

const placeholdersOf = ({ names, values }: Condition): Placeholders => ({ names, values })

/** The port through which the record function sees its table, on the model. */
export function modelItems(table: TableModel, call: Call): UpdatableTable {
  const write = (act: () => void) =>
    call(act).then(
      () => true,
      (error) => {
        if (error instanceof ConditionFailed) return false
        throw unavailable(error)
      },
    )
  return {
    put: (item, condition) =>
      write(() => table.put({ ...item }, condition?.expression, condition && placeholdersOf(condition))),

    update: (key, { set, remove }, condition) =>
      write(() =>
        table.update(
          key,
          (item) => {
            const changed: Record<string, unknown> = { ...item, ...set }
            for (const name of remove) delete changed[name]
            return changed
          },
          condition.expression,
          placeholdersOf(condition),
        ),
      ),

    get: (key) =>
      call(() => copyOf(table.get(key))).catch((error) => {
        throw unavailable(error)
      }),
  }
}

const copyOf = (item: StoredItem | null): Item | null => (item === null ? null : ({ ...item } as Item))

const unavailable = (error: unknown): unknown =>
  error instanceof Throttled || error instanceof AnswerLost
    ? new Unavailable(`DynamoDB: ${error.name}`, { cause: error })
    : error
