import { memoize } from '../../lambda/domain/cache'

function counted(size: number) {
  const asked: string[] = []
  const answer = memoize((text) => {
    asked.push(text)
    return { length: text.length }
  }, size)
  return { asked, answer }
}

test('what was asked before is not worked out again', () => {
  const { asked, answer } = counted(2)
  expect([answer('a'), answer('bb'), answer('a')]).toEqual([{ length: 1 }, { length: 2 }, { length: 1 }])
  expect(asked).toEqual(['a', 'bb'])
})

test('the oldest answer is dropped when there are too many', () => {
  const { asked, answer } = counted(2)
  for (const text of ['a', 'b', 'c', 'b', 'c', 'a']) answer(text)
  expect(asked).toEqual(['a', 'b', 'c', 'a'])
})
