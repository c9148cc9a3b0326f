import { takeInTurns } from '../../lambda/domain/in-turns'

/** Streams by name, each of so many items, and what is taken of them within some limits. */
async function taken(lengths: Record<string, number>, most: number, turns = Number.POSITIVE_INFINITY) {
  const closed: string[] = []
  async function* stream([name, length]: [string, number]) {
    try {
      for (let at = 1; at <= length; at++) yield `${name}${at}`
    } finally {
      closed.push(name)
    }
  }
  const items: string[] = []
  let asked = 0
  const limits = { most, atOnce: 2, mayGoOn: () => ++asked <= turns }
  const { count, cut } = await takeInTurns(Object.entries(lengths).map(stream), limits, (item, at) =>
    items.push(`${at}:${item}`),
  )
  expect(count).toBe(items.length)
  return { items: items.join(' '), cut: [...cut], closed: closed.toSorted() }
}

test.each([
  ['all of all', { a: 3, b: 1 }, 9, '0:a1 0:a2 1:b1 0:a3', []],
  ['just all', { a: 3, b: 1 }, 4, '0:a1 0:a2 1:b1 0:a3', []],
  ['all of the short one', { a: 9, b: 1 }, 5, '0:a1 0:a2 1:b1 0:a3 0:a4', [0]],
  ['as much of each', { a: 9, b: 9 }, 4, '0:a1 0:a2 1:b1 1:b2', [0, 1]],
  ['nothing', { a: 1, b: 0 }, 0, '', [0]],
  ['nothing of nothing', {}, 5, '', []],
])('takes %s, says which had more, and closes every stream', async (_, lengths, most, items, cut) => {
  const closed = most === 0 ? expect.anything() : Object.keys(lengths)
  expect(await taken(lengths, most)).toEqual({ items, cut, closed })
})

test('takes no turn for which there is no time', async () => {
  expect(await taken({ a: 9, b: 3 }, 100, 1)).toMatchObject({ items: '0:a1 0:a2 1:b1 1:b2', cut: [0, 1] })
})
