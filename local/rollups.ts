import { closedUntil, type FailingDay, type RollUpParts, rollUp } from '../lambda/counting/roll-up'
import { type RefusalRollUpParts, rollUpRefusals } from '../lambda/counting/roll-up-refusals'
import { reopenMiscounted } from './miscounted'

/** Milliseconds between two runs. On AWS it is an hour, which is paid for. */
const interval = 60_000

/** How long a day stays reopened: here nobody counts beside us, so it is enough that an import has put its visits. */
const reopenedFor = 60_000

/** Counts closed hours and days beside the server, now and then again and again. */
export function countRegularly(parts: RollUpParts & RefusalRollUpParts): { stop(): Promise<void> } {
  let isStopped = false
  const mayGoOn = () => !isStopped
  const run = () =>
    rollUp(parts, { mayGoOn, reopenedFor })
      .then(({ failing }) => logNew(failing))
      .then(() => rollUpRefusals(parts, closedUntil(parts.now())))
      .catch((error: Error) => console.error({ rollups: error.message }))
  const logged = new Map<string, string>()
  /** Each failure once, as a run begins every minute. */
  function logNew(failing: readonly FailingDay[]): void {
    for (const { site, day, reason, last } of failing) {
      const name = `${site} ${day}`
      if (logged.get(name) !== last) console.error({ uncounted: { site, day, reason } })
      logged.set(name, last)
    }
  }
  let running = reopenMiscounted(parts)
    .catch((error: Error) => console.error({ rollups: error.message }))
    .then(run)
  const timer = setInterval(() => {
    running = running.then(run)
  }, interval)
  return {
    async stop() {
      isStopped = true
      clearInterval(timer)
      await running
    },
  }
}
