import type { Instant } from '../domain/time/day'

/** The port to what calls the notify function again for one message. */
export interface Schedules {
  /** Has the message of that id looked at when it is due. Asked twice for the same, it is done once. */
  at(time: Instant, id: string): Promise<void>
}
