export interface TurnLimits {
  /** Items that are taken of all streams together, at most. */
  readonly most: number
  /** Items that are taken of one stream before it is the next one's turn. */
  readonly atOnce: number
  /** Asked before each turn: whether there is time for it. */
  readonly mayGoOn: () => boolean
}

export interface Taken {
  /** Items that were taken of all streams together. */
  readonly count: number
  /** By position: the streams that had more. */
  readonly cut: ReadonlySet<number>
}

/**
 * Takes from several streams in turns, so that a long one keeps nothing from a short one.
 *
 * @param take given each item, and the position of its stream
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
