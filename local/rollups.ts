import { closedUntil, type RollUpParts, rollUp } from '../lambda/handlers/roll-up'
import { type RefusalRollUpParts, rollUpRefusals } from '../lambda/handlers/roll-up-refusals'

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
      .then(() => rollUpRefusals(parts, closedUntil(parts.now())))
      .catch((error: Error) => console.error({ rollups: error.message }))
  let running = run()
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
