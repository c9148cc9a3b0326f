import { Unavailable } from '../../lambda/domain/errors'
import type { Condition, Item, ItemTable } from '../../lambda/store/item-table'

/** One put of several. */
export interface Put {
  readonly item: Item
  readonly condition?: Condition | undefined
}

export interface GroupedTableParts {
  /** The table for reads, and for puts that come alone. */
  readonly table: ItemTable
  /**
   * Puts all or nothing.
   * @throws Unavailable when the engine is out of reach; anything else says that these could not go together
   */
  readonly putAll: (puts: readonly Put[]) => Promise<void>
  /** The most puts that one call may have. DynamoDB takes 100 in a transaction. */
  readonly most?: number
}

interface WaitingPut extends Put {
  settle(answer: boolean | Promise<boolean>): void
}

/**
 * Group commit, as MariaDB and others do it: the puts that come while one is under way go together in the next call,
 * and each is answered once it is stored. The engine syncs its file at every commit, so under load many visits share
 * one sync and one request; a visit that comes alone is put at once. Figures are in bench/RESULTS.md, `http`.
 */
export function groupedTable({ table, putAll, most = 100 }: GroupedTableParts): ItemTable {
  const queue = putQueue()
  const putGroup = groupWriter(table, putAll)
  let isBusy = false

  /**
   * Puts until none waits. Those who were answered last are likely to be back in a moment. Without waiting for them
   * 16 clients made groups of 1 and 15 in turn, so that engine and server idled by turns; with it, of 8 and 8, which
   * overlap. A put that comes alone never waits.
   */
  async function work(): Promise<void> {
    for (let last = 0; queue.size() > 0; ) {
      await queue.reaches(Math.floor((last + queue.size()) / 2))
      const group = queue.take(most)
      last = group.length
      await putGroup(group)
    }
    isBusy = false
  }

  return {
    get: (key) => table.get(key),
    put: (item, condition) =>
      new Promise((settle) => {
        queue.add({ item, condition, settle })
        if (isBusy) return
        isBusy = true
        setImmediate(work) // once all that has arrived by now has been read
      }),
  }
}

/** Milliseconds: less than a commit takes. */
const longestWaitMs = 1

/** The puts that wait for the next call. */
function putQueue() {
  const waiting: WaitingPut[] = []
  let awaited = { size: 0, arrived: () => {} }
  return {
    size: () => waiting.length,
    take: (most: number): WaitingPut[] => waiting.splice(0, most),
    add(put: WaitingPut): void {
      waiting.push(put)
      if (waiting.length === awaited.size) awaited.arrived()
    },
    /** Waits until the queue has this size, but no longer than a moment. */
    reaches(size: number): Promise<void> | undefined {
      if (waiting.length >= size) return
      return new Promise((resolve) => {
        const late = setTimeout(resolve, longestWaitMs)
        const arrived = () => {
          clearTimeout(late)
          resolve()
        }
        awaited = { size, arrived }
      })
    },
  }
}

type Answer = (put: Put) => boolean | Promise<boolean>

/** Puts that cannot go together go one by one, so that no put fails for another's condition or fault. */
function groupWriter(table: ItemTable, putAll: GroupedTableParts['putAll']) {
  const alone: Answer = ({ item, condition }) => table.put(item, condition)

  async function together(group: readonly WaitingPut[]): Promise<Answer> {
    try {
      await putAll(group)
      return () => true
    } catch (error) {
      return error instanceof Unavailable ? () => Promise.reject(error) : alone
    }
  }

  return async (group: readonly WaitingPut[]): Promise<void> =>
    settleAll(group, group.length === 1 ? alone : await together(group))
}

async function settleAll(group: readonly WaitingPut[], answer: Answer): Promise<void> {
  const answers = group.map((put) => {
    const own = answer(put)
    put.settle(own)
    return own
  })
  await Promise.allSettled(answers)
}
