import { defaults } from '../../lambda/contract'
import { rollUp } from '../../lambda/counting/roll-up'
import { reopenMiscounted } from '../../local/miscounted'
import { memoryRollups } from '../support/memory/rollups'
import { memoryStore, networks, visitAt } from '../support/memory/visits'

const site = 'you.github.io'

/** Days that have visits and are counted, by a clock that is a day ahead, before others of their visits come. */
async function counted(...later: string[]) {
  let clock = new Date('2026-11-23T00:15:00Z')
  const now = () => clock
  const store = memoryStore(...['2026-11-20T12:00:00Z', '2026-11-22T12:00:00Z'].map((time) => visitAt(time)))
  const rollups = memoryRollups(now)
  const count = () => rollUp({ store, rollups, networks, pages: defaults.pages, now })
  await count()
  store.visits.push(...later.map((time) => visitAt(time)))
  clock = new Date('2026-11-22T15:00:00Z')
  await reopenMiscounted({ store, rollups, now })
  return {
    reopened: [...rollups.again.keys()],
    visits: async () => {
      clock = new Date('2026-11-23T00:45:00Z')
      await count()
      return [...rollups.days].map(([name, { totals }]) => [name, totals.people?.visits])
    },
  }
}

test.each([
  ['no visit came after', [], [], 1],
  ['one came into an hour that had been counted', ['2026-11-22T12:30:00Z'], [`${site} 2026-11-22`], 2],
  ['one came into an hour that had none', ['2026-11-22T14:30:00Z'], [`${site} 2026-11-22`], 2],
  ['one came into an older day, by an import that says so itself', ['2026-11-20T14:30:00Z'], [], 1],
])('where %s, the days that are counted again are right', async (_, later, days, visits) => {
  const { reopened, visits: after } = await counted(...later)
  expect(reopened).toEqual(days)
  expect(await after()).toContainEqual([`${site} 2026-11-22`, visits])
})
