/** A task that is repeated. */
export interface Regular {
  /** Stops the task, once a run that is under way has ended. */
  stop(): Promise<void>
}

/** Runs `act` now and after each interval, never twice at once. @param interval milliseconds @param act must not reject */
export function regularly(act: () => Promise<void>, interval: number): Regular {
  let running = act()
  const timer = setInterval(() => {
    running = running.then(act)
  }, interval)
  return {
    async stop() {
      clearInterval(timer)
      await running
    },
  }
}
