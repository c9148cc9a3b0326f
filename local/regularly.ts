/** Something that is done again and again. */
export interface Regular {
  /** Ends it, once what is under way is done. */
  stop(): Promise<void>
}

/** Does something now and then after each interval, never twice at once. @param interval milliseconds @param act must not reject */
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
