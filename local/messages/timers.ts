import { getOrInsert } from '../../lambda/domain/cache'
import type { Schedules } from '../../lambda/messages/schedules'

export interface Timers extends Schedules {
  stop(): void
}

/** The longest time that a timer of Node takes, in milliseconds. */
const longest = 2 ** 31 - 1

/** What EventBridge does on AWS. They do not outlive the server: what is due is looked at each minute besides. */
export function timers(act: (id: string) => Promise<void>): Timers {
  const set = new Map<string, NodeJS.Timeout>()
  return {
    async at(time, id) {
      const name = `${time} ${id}`
      const wait = Math.min(Math.max(Date.parse(time) - Date.now(), 0), longest)
      const ring = () => {
        set.delete(name)
        void act(id)
      }
      getOrInsert(set, name, () => setTimeout(ring, wait))
    },
    stop() {
      for (const timer of set.values()) clearTimeout(timer)
      set.clear()
    },
  }
}
