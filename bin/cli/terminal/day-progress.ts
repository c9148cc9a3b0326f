import { type Progress, progressBar } from './progress'

/** A day of a site that has been dealt with. */
export interface DayDone {
  readonly site: string
  readonly day: string
  /** Days dealt with, this one included, out of `of` days in all. */
  readonly done: number
  readonly of: number
}

/** A progress bar that appears once the number of days is known. */
export function dayProgress() {
  let bar: Promise<Progress> | null = null
  let done = 0
  return {
    done: () => done,
    onDay({ site, day, done: counted, of }: DayDone): void {
      done = counted
      bar ??= progressBar('{bar} {percentage}% | {reached} | {eta_formatted} left', of)
      bar.then((shown) => shown.update(counted, { reached: `${site} ${day}` }))
    },
    stop: async () => (await bar)?.stop(),
  }
}
