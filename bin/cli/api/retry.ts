import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Acts until it succeeds or patience ends.
 *
 * @param patience milliseconds to wait after the failure of this attempt (from 0), or null to give up and throw it
 */
export async function retried<T>(
  act: () => Promise<T>,
  patience: (error: unknown, attempt: number) => number | null,
): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await act()
    } catch (error) {
      const wait = patience(error, attempt)
      if (wait === null) throw error
      await sleep(wait)
    }
  }
}
