import type { OutboxStore } from './outbox-store'

/** Somebody whom the owner may have been told of. */
export interface Told {
  readonly site: string
  readonly kind: 'organisation' | 'recipient'
  /** Key of the organisation, or code of the link. */
  readonly subject: string
}

/** The port of what decides on messages and hands them over. Throws Unavailable when the table is throttled or out of reach. */
export interface NotifyStore extends OutboxStore {
  /** Whether `noteTold` noted it. */
  isTold(about: Told): Promise<boolean>
  /** Ways that said that they want no message any more. */
  stoppedWays(): Promise<ReadonlySet<string>>
  setStopped(way: string, isStopped: boolean): Promise<void>
}
