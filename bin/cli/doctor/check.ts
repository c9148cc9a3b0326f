import type { Examined } from './examined'

/** What a check found: all is well, nothing was checked and why, or what is wrong and what to do. */
export type Outcome =
  | { readonly status: 'passed' | 'skipped'; readonly said: string }
  | { readonly status: 'failed'; readonly said: string; readonly remedy: string }

/** One line of the doctor. What it throws becomes a failed line, and `NotExamined` a skipped one. */
export interface Check {
  readonly name: string
  run(examined: Examined): Promise<Outcome>
}

export const passed = (said: string): Outcome => ({ status: 'passed', said })
export const skipped = (said: string): Outcome => ({ status: 'skipped', said })
export const failed = (said: string, remedy: string): Outcome => ({ status: 'failed', said, remedy })

/** Something that a check needs is not there, of which another line tells. */
export class NotExamined extends Error {
  override readonly name = 'NotExamined'
}
