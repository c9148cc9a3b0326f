import { isFull } from '../support/size'
import { planOf } from './plan'
import { shrink } from './shrink'
import { simulate, simulatePlan } from './simulate'
import { SimulatedTime } from './time/simulated-time'

/** Lives that each run of the tests lives through; `npm run test:simulate` has as many as there is time for. */
const seeds = Array.from({ length: isFull ? 1000 : 200 }, (_, at) => at + 1)

test('in every life each promise is kept', async () => {
  const broken: string[] = []
  for (const seed of seeds) {
    const { fault } = await simulate(seed)
    if (fault !== null) broken.push(`npm run test:simulate -- --seed ${seed} tells how: ${fault.message}`)
  }
  expect(broken).toEqual([])
}, 600_000)

test('the same seed tells the same story, after another as well', async () => {
  const first = await simulate(11)
  await simulate(12)
  const second = await simulate(11)
  expect(second.lines).toEqual(first.lines)
  expect(second.turns).toBe(first.turns)
  expect((await simulate(12)).lines).not.toEqual(first.lines)
})

test('the clock, chance and the log of the process are its own again afterwards', async () => {
  const { log } = console
  await simulate(13)
  expect(Math.abs(Date.now() - Number(process.hrtime.bigint() / 1_000_000n) - offset)).toBeLessThan(1000)
  expect(console.log).toBe(log)
  expect(Math.random()).not.toBe(Math.random())
})
const offset = Date.now() - Number(process.hrtime.bigint() / 1_000_000n)

test('each function has its own clock, after what it waits for and in what it leaves for later', async () => {
  const time = new SimulatedTime(Date.parse('2026-11-22T12:00:00.000Z'), () => 0.5)
  const seen: string[] = []
  const tell = (who: string) => seen.push(`${who} ${new Date().toISOString().slice(14, 21)}`)
  time.install()
  try {
    const early = time.byClock(-2000, async () => {
      await time.wait(60_000)
      tell('early')
      setTimeout(() => tell('early, later'), 1000)
    })
    time.after(61_500, () => tell('the wall'))
    await time.finish(early)
    await time.runUntil(time.now + 5000)
  } finally {
    time.uninstall()
  }
  expect(seen).toEqual(['early 00:58.0', 'early, later 00:59.0', 'the wall 01:01.5'])
})

test('a story that breaks a promise is told by the least that breaks it', async () => {
  const plan = planOf(14)
  const doings = [
    ...plan.doings,
    { does: 'forge', at: 1000 } as never, // nobody does this, which is an error
  ]
  const found = await simulatePlan({ ...plan, doings })
  expect(found.fault).not.toBeNull()
  const { plan: shortest } = await shrink(found)
  expect(shortest.doings.map(({ does }) => does)).toEqual(['forge'])
})
