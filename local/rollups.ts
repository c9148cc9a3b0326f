import type { UnarchivedDay } from '../lambda/counting/catch-up'
import { closedUntil, type FailingDay, type RollUpParts, rollUp } from '../lambda/counting/roll-up'
import { type RefusalRollUpParts, rollUpRefusals } from '../lambda/counting/roll-up-refusals'
import { reopenMiscounted } from './miscounted'
import { type Regular, regularly } from './regularly'

/** Milliseconds between two runs. On AWS, where runs are paid for, it is an hour. */
const interval = 60_000

/** How long a recount mark waits: nobody else counts here, so it need only outlast the puts of an import. */
const reopenedFor = 60_000

/** Counts closed hours and days next to the server, now and at each interval. */
export function countRegularly({ archive = null, ...parts }: RollUpParts & RefusalRollUpParts): Regular {
  let isStopped = false
  let isFirst = true
  const mayGoOn = () => !isStopped
  const complain = (error: Error) => console.error({ rollups: error.message })
  const compared = reopenMiscounted(parts).catch(complain)
  const counting = regularly(async () => {
    await compared
    const counted = rollUp({ ...parts, archive: isFirst ? null : archive }, { mayGoOn, reopenedFor })
    isFirst = false // the archive waits a minute, so that nobody who has just started waits for it
    await counted
      .then(({ failing, unarchived }) => logNew(failing, unarchived))
      .then(() => rollUpRefusals(parts, closedUntil(parts.now())))
      .catch(complain)
  }, interval)
  const logged = new Map<string, string>()
  /** Prints each failure once, although a run begins every minute. */
  function logNew(failing: readonly FailingDay[], unarchived: readonly UnarchivedDay[]): void {
    for (const { site, day, reason } of unarchived) {
      const name = `archive ${site} ${day}`
      if (logged.get(name) !== reason) console.error({ unarchived: { site, day, reason } })
      logged.set(name, reason)
    }
    for (const { site, day, reason, last } of failing) {
      const name = `${site} ${day}`
      if (logged.get(name) !== last) console.error({ uncounted: { site, day, reason } })
      logged.set(name, last)
    }
  }
  return {
    stop() {
      isStopped = true
      return counting.stop()
    },
  }
}
