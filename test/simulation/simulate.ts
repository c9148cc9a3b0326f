import { random } from '../support/random'
import { checkSettled } from './checks/settled'
import { Violation } from './history'
import { type Plan, planOf } from './plan'
import { SimulatedTime } from './time/simulated-time'
import { perform } from './world/acts'
import { Owner } from './world/owner'
import { World } from './world/world'

/** What came of a plan. */
export interface Outcome {
  readonly plan: Plan
  /** What is wrong; null where every promise was kept. */
  readonly fault: Error | null
  /** The story, a line for each thing that was done. */
  readonly lines: readonly string[]
  /** Simulated milliseconds. */
  readonly length: number
  /** Things that happened. */
  readonly turns: number
}

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000]

export const simulate = (seed: number): Promise<Outcome> => simulatePlan(planOf(seed))

/** Lives through a plan, from its beginning until everything has settled. The same plan gives the same story. */
export async function simulatePlan(plan: Plan): Promise<Outcome> {
  const start = Date.parse(plan.start)
  const time = new SimulatedTime(start, random(plan.seed))
  const said = mute()
  time.install()
  try {
    const world = new World(time, plan)
    const fault = await live(world, plan, start)
    return { plan, fault, lines: world.history.lines, length: time.now - start, turns: time.turns }
  } finally {
    time.uninstall()
    said.restore()
  }
}

async function live(world: World, plan: Plan, start: number): Promise<Error | null> {
  const { time } = world
  const faults: Error[] = []
  world.live()
  for (const doing of plan.doings)
    time.after(
      start + doing.at - time.now,
      () => void perform(world, doing).catch((error) => faults.push(error)),
    )
  const end = start + plan.length
  for (let at = start; at < end && faults.length === 0; at += hour)
    await time.runUntil(Math.min(end, at + hour))
  if (faults.length === 0) await settle(world).catch((error) => faults.push(error))
  const [fault = null] = faults
  if (fault !== null)
    world.history.tell(fault instanceof Violation ? `✗ ${fault.message}` : `✗ ${fault.stack}`)
  return fault
}

/** The hour and the day end, and are counted; what was reopened meanwhile is counted until it is closed; messages are sent. */
async function settle(world: World): Promise<void> {
  const { time, history, service } = world
  history.tell('everything is left to settle')
  world.calm()
  await time.runUntil(time.now + 5 * minute)
  for (const left of world.unfinished) await time.finish(perform(world, left))
  for (const wait of [endOfDay(time.now) - time.now + 12 * minute, hour, hour]) {
    await time.runUntil(time.now + wait)
    await time.finish(service.counting.run())
    await time.finish(service.lookAround())
  }
  await time.runUntil(time.now + 5 * minute)
  await time.finish(checkSettled(new Owner(world)))
}

const endOfDay = (moment: number): number => (Math.floor(moment / day) + 1) * day

/** The functions log what they turn away, which is as it should be. */
function mute() {
  const { error, warn, info, log } = console
  const nothing = () => {}
  Object.assign(console, { error: nothing, warn: nothing, info: nothing, log: nothing })
  return { restore: () => Object.assign(console, { error, warn, info, log }) }
}
