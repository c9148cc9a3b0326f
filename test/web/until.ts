import { setTimeout as sleep } from 'node:timers/promises'

/** The first answer that is neither false nor null, asked for again and again; after eight seconds an error. */
export async function until<T>(ask: () => Promise<T> | T): Promise<Exclude<T, false | null | undefined>> {
  const deadline = Date.now() + 8000
  for (;;) {
    const answer = await ask()
    if (answer !== false && answer !== null && answer !== undefined) return answer as never
    if (Date.now() > deadline) throw new Error(`waited in vain until ${ask}`)
    await sleep(20)
  }
}
