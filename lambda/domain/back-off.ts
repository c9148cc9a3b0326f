export interface BackOff {
  /** Milliseconds before the second try; each wait is twice as long as the one before. */
  readonly firstMs: number
  readonly longestMs?: number
}

/** Milliseconds to wait after a try that failed. @param attempt from 1 */
export const backOffMs = (
  attempt: number,
  { firstMs, longestMs = Number.POSITIVE_INFINITY }: BackOff,
): number => Math.min(firstMs * 2 ** (attempt - 1), longestMs)

/**
 * Acts until it succeeds or is to be tried no more.
 *
 * @param waitMs milliseconds to wait after the failure of this attempt (from 1), or null to give up and throw it
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
