import { setTimeout as sleep } from 'node:timers/promises'

const hour = 3_600_000
/** How long tests of one file may take from there, in milliseconds. */
const enough = 90_000

/**
 * Waits for the next hour where this one is about to end. What tests by the real clock expect of an hour or a day they
 * would otherwise reckon in one and see in another. A minute and a half at most.
 */
export async function wholeHour(): Promise<void> {
  const left = hour - (Date.now() % hour)
  if (left < enough) await sleep(left + 100)
}
