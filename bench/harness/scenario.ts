/** A benchmark that is checked first and then measured next to its baseline. */
export interface Scenario {
  readonly name: string
  /** What is compared, for `--help` and for the report. */
  readonly about: string
  /** @throws Error when the answer is wrong: then nothing is measured */
  run(say: Say): Promise<Findings>
}

/** Progress, on stderr. */
export type Say = (text: string) => void

/** What was checked and what was measured, or why nothing was. */
export type Findings =
  | { readonly skipped: string }
  | { readonly checked: string; readonly tables: readonly Table[]; readonly notes: readonly string[] }

/** A table of the report: its head, then its rows. */
export interface Table {
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** @throws Error saying what was expected, when it does not hold */
export function check(holds: boolean, expected: string): asserts holds {
  if (!holds) throw new Error(`the answer is wrong, so nothing is measured: expected ${expected}`)
}
