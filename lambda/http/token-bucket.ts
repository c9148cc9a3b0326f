export interface BucketSize {
  /** Takes that are allowed at once. */
  readonly burst: number
  /** Takes allowed per second in the long run. */
  readonly rate: number
  readonly now: () => Date
}

/** A token bucket. @returns a function that takes one: 0 where there was one, else the whole seconds until there is */
export function tokenBucket({ burst, rate, now }: BucketSize): () => number {
  let level = burst
  let filledAt = now().getTime()
  return () => {
    const time = now().getTime()
    level = Math.min(burst, level + (Math.max(0, time - filledAt) / 1000) * rate)
    filledAt = time
    if (level < 1) return Math.ceil((1 - level) / rate)
    level -= 1
    return 0
  }
}
