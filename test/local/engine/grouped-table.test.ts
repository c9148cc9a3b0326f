import { setTimeout as sleep } from 'node:timers/promises'
import { Unavailable } from '../../../lambda/domain/errors'
import type { Condition, Item, ItemTable } from '../../../lambda/store/item-table'
import { groupedTable, type Put } from '../../../local/engine/grouped-table'

const isNew: Condition = { expression: 'attribute_not_exists(pk)' }
const item = (sk: string): Item => ({ pk: 'SITE', sk })
const numbered = (count: number): Item[] => Array.from({ length: count }, (_, at) => item(String(at)))

/** An engine in memory, slow enough that others arrive meanwhile, and what it was asked. */
function engine({ failing = () => null as Error | null, commitMs = 3 } = {}) {
  const stored = new Map<string, number>()
  const calls: string[][] = []
  const refuses = ({ item, condition }: Put) => condition !== undefined && stored.has(item.sk)
  const store = ({ item }: Put) => stored.set(item.sk, (stored.get(item.sk) ?? 0) + 1)
  async function asked(puts: readonly Put[]): Promise<void> {
    calls.push(puts.map(({ item }) => item.sk))
    await sleep(commitMs)
    const failure = failing()
    if (failure !== null) throw failure
  }
  const table: ItemTable = {
    async put(item, condition) {
      const put = { item, condition }
      await asked([put])
      if (refuses(put)) return false
      store(put)
      return true
    },
    get: async ({ sk }) => (stored.has(sk) ? item(sk) : null),
  }
  const putAll = async (puts: readonly Put[]) => {
    await asked(puts)
    if (puts.some(refuses) || new Set(puts.map(({ item }) => item.sk)).size < puts.length)
      throw new Error('TransactionCanceledException')
    for (const put of puts) store(put)
  }
  return { stored, calls, grouped: groupedTable({ table, putAll, most: 10 }) }
}

const outcomes = (answers: readonly PromiseSettledResult<boolean>[]) =>
  answers.map((answer) => (answer.status === 'fulfilled' ? answer.value : answer.reason))

describe('the table that puts in groups', () => {
  it('puts a visit that comes alone by itself and at once', async () => {
    const { grouped, calls } = engine({ commitMs: 0 })
    for (const sk of ['a', 'b', 'c']) expect(await grouped.put(item(sk), isNew)).toBe(true)
    expect(calls).toEqual([['a'], ['b'], ['c']])
  })

  it('makes a visit that comes alone wait for no timer', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] })
    try {
      const table: ItemTable = { put: async () => true, get: async () => null }
      const grouped = groupedTable({ table, putAll: async () => {} })
      expect(await grouped.put(item('a'))).toBe(true)
      expect(await grouped.put(item('b'))).toBe(true)
    } finally {
      jest.useRealTimers()
    }
  })

  it('puts together what comes at the same time, in groups that DynamoDB takes, each once', async () => {
    const { grouped, stored, calls } = engine()
    const answers = await Promise.all(numbered(25).map((one) => grouped.put(one, isNew)))
    expect(answers).toEqual(Array(25).fill(true))
    expect(calls.map(({ length }) => length)).toEqual([10, 10, 5])
    expect([...stored.values()]).toEqual(Array(25).fill(1))
  })

  it('answers no visit before it is stored', async () => {
    const { grouped, stored } = engine()
    const there = await Promise.all(
      numbered(25).map(async (one) => (await grouped.put(one, isNew)) && stored.has(one.sk)),
    )
    expect(there).toEqual(Array(25).fill(true))
  })

  it('says of each whether its own condition held', async () => {
    const { grouped, stored } = engine()
    await grouped.put(item('2'))
    const answers = await Promise.all(numbered(5).map((one) => grouped.put(one, isNew)))
    expect(answers).toEqual([true, true, false, true, true])
    expect([...stored.values()]).toEqual([1, 1, 1, 1, 1])
  })

  it('stores a visit once that is delivered twice at the same time', async () => {
    const { grouped, stored } = engine()
    const answers = await Promise.all(['a', 'a', 'b'].map((sk) => grouped.put(item(sk), isNew)))
    expect(answers.toSorted()).toEqual([false, true, true])
    expect([...stored]).toEqual([
      ['a', 1],
      ['b', 1],
    ])
  })

  it('tells those of a group, and only those, that the engine was out of reach', async () => {
    const failures = [null, new Unavailable('gone'), null]
    const { grouped, stored } = engine({ failing: () => failures.shift() ?? null })
    const first = grouped.put(item('first'), isNew)
    await sleep(1)
    const second = Promise.allSettled(['a', 'b', 'c'].map((sk) => grouped.put(item(sk), isNew)))
    expect(await first).toBe(true)
    expect(outcomes(await second)).toEqual(Array(3).fill(new Unavailable('gone')))
    expect([...stored.keys()]).toEqual(['first'])
    expect(outcomes(await Promise.allSettled([grouped.put(item('a'), isNew)]))).toEqual([true])
  })

  it('loses and doubles nothing when the engine stores a group and then fails to say so', async () => {
    const { grouped, stored } = engine()
    let isFirst = true
    const table: ItemTable = { put: (one, condition) => grouped.put(one, condition), get: async () => null }
    const forgetful = groupedTable({
      table,
      putAll: async (puts) => {
        await Promise.all(puts.map(({ item, condition }) => table.put(item, condition)))
        if (isFirst) {
          isFirst = false
          throw new Unavailable('no answer')
        }
      },
    })
    const send = () => Promise.allSettled(numbered(4).map((one) => forgetful.put(one, isNew)))
    expect(outcomes(await send()).every((outcome) => outcome instanceof Unavailable)).toBe(true)
    await send() // the beacons that wait come again
    expect([...stored.values()]).toEqual([1, 1, 1, 1])
  })

  it('gives what cannot go together to the engine one by one, so that one fault is one visit’s', async () => {
    const fault = new Error('ValidationException')
    const table: ItemTable = {
      put: async ({ sk }) => {
        if (sk === '1') throw fault
        return true
      },
      get: async () => null,
    }
    const grouped = groupedTable({ table, putAll: async () => Promise.reject(fault) })
    const answers = await Promise.allSettled(numbered(3).map((one) => grouped.put(one, isNew)))
    expect(outcomes(answers)).toEqual([true, fault, true])
  })

  it('does not wait for ever for company that does not come', async () => {
    const { grouped, calls } = engine()
    const many = numbered(8).map((one) => grouped.put(one, isNew))
    await sleep(1)
    const late = grouped.put(item('late'), isNew)
    await Promise.all(many)
    expect(await late).toBe(true)
    expect(calls.flat()).toHaveLength(9)
  })
})
