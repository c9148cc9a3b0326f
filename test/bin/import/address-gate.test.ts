import { onceAddressed } from '../../../bin/cli/import/address-gate'
import type { LoggedView } from '../../../bin/cli/import/log-visit'

/** Views of which only the number counts; the address of the log is met with one of them. */
async function* views(count: number, metAt: number, met: { address: boolean }) {
  for (let number = 0; number < count; number += 1) {
    met.address ||= number === metAt
    yield { page: `/${number}` } as LoggedView
  }
}

async function passed(count: number, metAt: number): Promise<number> {
  const met = { address: false }
  let number = 0
  for await (const { page } of onceAddressed(views(count, metAt, met), { met, place: 'client' }))
    expect(page).toBe(`/${number++}`)
  return number
}

test.each([
  [5, 0],
  [5, 3],
  [5, 4],
  [2000, 998],
  [0, 1],
])('of %i views all pass in their order when an address is met with number %i', async (count, metAt) => {
  expect(await passed(count, metAt)).toBe(count)
})

test.each([
  [1, 1, 'no line has the address of a client'],
  [999, 999, 'no line has the address of a client'],
  [2000, 1000, 'up to the 1000th page view no line has the address of a client'],
])('of %i views none passes when an address is met with number %i', async (count, metAt, message) => {
  await expect(passed(count, metAt)).rejects.toThrow(message)
})
