/** What finds a fault: one test, run alone, or the simulator within so many seeds. */
export type FoundBy = { readonly suite: string; readonly test: string } | 'the simulator'

/** A guard taken away: one place of the real code as it should not be. */
export interface Fault {
  /** What is wrong, in words. */
  readonly name: string
  readonly file: string
  /** Stands in the file exactly once. */
  readonly from: string
  readonly to: string
  readonly foundBy: FoundBy
}

/** Faults of one file. */
export const faultsIn = (file: string, faults: readonly Omit<Fault, 'file'>[]): readonly Fault[] =>
  faults.map((fault) => ({ file, ...fault }))
