import { withTimeout } from '../../domain/timeout'

/** Milliseconds that an init waits for the database: it answers in 10, and a first visit finds out by itself that it is not there. */
const timeoutMs = 1500

/**
 * Reads, one after the other, what the first visit would have to read or put before its own put. On Lambda an init has
 * a whole CPU, and a call after it only its share by memory: at 256 MB, the TLS handshake and the first run of our own
 * code take a first call of 15–30 ms to 200.
 *
 * @returns once all is read, or could not be; never rejects
 */
export const readInTime = (reads: readonly (() => Promise<unknown>)[]): Promise<void> =>
  withTimeout(inTurn(reads), timeoutMs, () => {})

/** Until one fails: the first visit asks again, and says so. */
async function inTurn(reads: readonly (() => Promise<unknown>)[]): Promise<void> {
  try {
    for (const read of reads) await read()
  } catch {}
}
