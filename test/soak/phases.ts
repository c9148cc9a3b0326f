/** A part of a run with a load of its own. */
export interface Phase {
  readonly name: string
  /** Visits that begin in a second. */
  readonly rate: number
  /** Nothing is killed or filled, so that memory and time are seen as they are without. */
  readonly isCalm: boolean
}

const troubled = (rate: number): Phase => ({ name: `${rate}/s`, rate, isCalm: false })

/** The load rises five times; the last one is held once more in peace. Each lasts as long. */
export const phases: readonly Phase[] = [
  ...[5, 10, 20, 40, 60].map(troubled),
  { name: '60/s, calm', rate: 60, isCalm: true },
]
