import { Unavailable } from '../../lambda/domain/errors'
import type { Condition, Item, ItemTable } from '../../lambda/store/item-table'

/** One put of several. */
export interface Put {
  readonly item: Item
  readonly condition?: Condition | undefined
}

export interface GroupedTableParts {
  /** What reads, and what puts an item that has no company. */
  readonly table: ItemTable
  /**
   * Puts all or nothing.
   * @throws Unavailable when the engine is out of reach; anything else says that these could not go together
   */
  readonly putAll: (puts: readonly Put[]) => Promise<void>
  /** The most puts that one call may have. DynamoDB takes 100 in a transaction. */
  readonly most?: number
}

interface Waiting extends Put {
  settle(answer: boolean | Promise<boolean>): void
}

/**
 * Group commit, as MariaDB and others do it: the puts that come while one is under way go together in the next call,
 * and each is answered once it is stored. The engine syncs its file at every commit, so under load many visits share
 * one sync and one request; a visit that comes alone is put at once. Figures are in bench/RESULTS.md, `http`.
 */
export function groupedTable({ table, putAll, most = 100 }: GroupedTableParts): ItemTable {
  const waiting: Waiting[] = []
  let isBusy = false
  let enough = { puts: 0, are: () => {} }

  const alone = ({ item, condition }: Put) => table.put(item, condition)

  /** Puts that do not go together go one by one, so that no one's failed condition or fault is another's. */
  async function putGroup(group: readonly Waiting[]): Promise<void> {
    const [first, second] = group
    if (first !== undefined && second === undefined) return settleAll(group, alone)
    await putAll(group).then(
      () => settleAll(group, () => true),
      (error) =>
        settleAll(group, error instanceof Unavailable ? () => Promise.reject<boolean>(error) : alone),
    )
  }

  /** Waits until so many are there, but not for longer than a moment. */
  function gathered(puts: number): Promise<void> | undefined {
    if (waiting.length >= puts) return
    return new Promise((resolve) => {
      const late = setTimeout(resolve, moment)
      enough = {
        puts,
        are: () => {
          clearTimeout(late)
          resolve()
        },
      }
    })
  }

  /**
   * Puts until none waits. Those who were answered last are likely to be back in a moment. Without waiting for them
   * 16 clients made groups of 1 and 15 in turn, so that engine and server idled by turns; with it, of 8 and 8, which
   * overlap. Who comes alone never waits.
   */
  async function work(): Promise<void> {
    for (let last = 0; waiting.length > 0; ) {
      await gathered(Math.floor((last + waiting.length) / 2))
      const group = waiting.splice(0, most)
      last = group.length
      await putGroup(group)
    }
    isBusy = false
  }

  return {
    get: (key) => table.get(key),
    put: (item, condition) =>
      new Promise((settle) => {
        waiting.push({ item, condition, settle })
        if (waiting.length === enough.puts) enough.are()
        if (isBusy) return
        isBusy = true
        setImmediate(work) // once all that has arrived by now has been read
      }),
  }
}

/** Milliseconds: less than a commit takes. */
const moment = 1

async function settleAll(
  group: readonly Waiting[],
  answer: (put: Put) => boolean | Promise<boolean>,
): Promise<void> {
  const answers = group.map((put) => {
    const own = answer(put)
    put.settle(own)
    return own
  })
  await Promise.allSettled(answers)
}
