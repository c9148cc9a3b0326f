import { withTimeout } from '../../domain/timeout'

/** Milliseconds that an init waits for the database: it answers in 10, and if it is down the first visit finds out by itself. */
const timeoutMs = 1500

/**
 * Reads, one after the other, what the first visit would otherwise read or put before its own put. On Lambda an init
 * has a whole CPU, and later calls only their share by memory: at 256 MB, the TLS handshake and the first run of our
 * own code raise a first call from 15–30 ms to 200.
 *
 * @returns once all reads have succeeded or failed; never rejects
 */
export const readInTime = (reads: readonly (() => Promise<unknown>)[]): Promise<void> =>
  withTimeout(inTurn(reads), timeoutMs, () => {})

/** Stops at the first failure: the first visit asks again, and reports it. */
async function inTurn(reads: readonly (() => Promise<unknown>)[]): Promise<void> {
  try {
    for (const read of reads) await read()
  } catch {}
}
