export interface BackOff {
  /** Milliseconds before the second try. Each wait is twice as long as the one before. */
  readonly firstMs: number
  readonly longestMs?: number
}

/** Returns the milliseconds to wait after a failed attempt. @param attempt from 1 */
export const backOffMs = (
  attempt: number,
  { firstMs, longestMs = Number.POSITIVE_INFINITY }: BackOff,
): number => Math.min(firstMs * 2 ** (attempt - 1), longestMs)

/**
 * Repeats an action until it succeeds or `waitMs` gives up.
 *
 * @param waitMs returns the milliseconds to wait after this failed attempt (from 1), or null to give up and throw the error
 */
export async function withRetries<T>(
  act: () => Promise<T>,
  waitMs: (error: unknown, attempt: number) => number | null,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await act()
    } catch (error) {
      const wait = waitMs(error, attempt)
      if (wait === null) throw error
      await new Promise((resolve) => setTimeout(resolve, wait))
    }
  }
}
