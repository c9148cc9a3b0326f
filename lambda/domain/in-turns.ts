export interface TurnLimits {
  /** The most items taken from all streams together. */
  readonly most: number
  /** The most items taken from one stream before the next one's turn. */
  readonly atOnce: number
  /** Called before each round. Returns whether there is time for it. */
  readonly mayGoOn: () => boolean
}

export interface Taken {
  /** Items taken from all streams together. */
  readonly count: number
  /** Positions of the streams that had more. */
  readonly cut: ReadonlySet<number>
}

/**
 * Takes items from several streams in turns, so that a long stream does not starve a short one.
 *
 * @param take called with each item and the position of its stream
 */
export async function takeInTurns<T>(
  streams: readonly AsyncIterable<T>[],
  { most, atOnce, mayGoOn }: TurnLimits,
  take: (item: T, at: number) => void,
): Promise<Taken> {
  let waiting = streams.map((stream, at) => ({ at, rest: stream[Symbol.asyncIterator]() }))
  let count = 0
  while (waiting.length > 0 && count < most && mayGoOn()) {
    const again: typeof waiting = []
    for (const one of waiting) {
      const end = Math.min(most, count + atOnce)
      let isDone = false
      while (count < end && !isDone) {
        const next = await one.rest.next()
        isDone = next.done === true
        if (next.done) continue
        take(next.value, one.at)
        count += 1
      }
      if (!isDone) again.push(one)
    }
    waiting = again
  }
  const cut = new Set<number>()
  for (const { at, rest } of waiting) {
    if (!(await rest.next()).done) cut.add(at)
    await rest.return?.()
  }
  return { count, cut }
}
