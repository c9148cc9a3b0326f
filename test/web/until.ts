import { setTimeout as sleep } from 'node:timers/promises'

/**
 * The first answer that is neither false nor null, asked for again and again.
 *
 * @param patience milliseconds after which that is an error
 */
export async function until<T>(
  ask: () => Promise<T> | T,
  patience = 20_000,
): Promise<Exclude<T, false | null | undefined>> {
  const deadline = Date.now() + patience
  for (;;) {
    const answer = await ask()
    if (answer !== false && answer !== null && answer !== undefined) return answer as never
    if (Date.now() > deadline) throw new Error(`waited in vain until ${ask}`)
    await sleep(20)
  }
}
