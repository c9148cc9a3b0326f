import type { Target } from './target'

/** Milliseconds that any text may take, and a further character; code whose branches are counted takes three times as long as without. */
const forAny = 25
const forCharacter = 0.02

/** Says so if a text takes longer than its length allows, each time of several: a busy machine makes one slow now and then. */
export async function slowness(target: Target, text: string, took: number): Promise<string | null> {
  const most = forAny + (target.slowest ?? forCharacter) * text.length
  let least = took
  for (let run = 0; run < 6 && least > most; run++) {
    const begun = process.cpuUsage()
    await target.try(text)
    const { user, system } = process.cpuUsage(begun)
    least = Math.min(least, (user + system) / 1000)
  }
  return least > most ? `takes ${least.toFixed(0)} ms for ${text.length} characters` : null
}
