import type { SimulatedTime } from '../time/simulated-time'

/** How often what goes wrong, of one try. */
export interface Weather {
  /** The table refuses for a while. */
  readonly throttled: number
  /** It is done, and nobody hears of it. */
  readonly lost: number
  /** Milliseconds that a call takes at most; most take a tenth of that. */
  readonly slowest: number
}

export const fair: Weather = { throttled: 0, lost: 0, slowest: 20 }

/** What the table answers where it takes no more. */
export class Throttled extends Error {
  override readonly name = 'ThrottlingException'
  readonly $metadata = { httpStatusCode: 400 }
}

/** What a client sees where no answer came. */
export class AnswerLost extends Error {
  override readonly name = 'TimeoutError'
  readonly $metadata = {}
}

export interface CallsParts {
  readonly time: SimulatedTime
  readonly weather: () => Weather
  /** False once the table of this name is no more. */
  readonly isThere: () => boolean
}

export type Call = <T>(act: () => T) => Promise<T>

/**
 * Makes calls of a table as they are made over a network: each takes its time, so that two that were made at once are done in any
 * order; a try is refused, or done without an answer; and the client tries again, as ours and the SDK do.
 */
export const callsOf =
  ({ time, weather, isThere }: CallsParts, tries: number): Call =>
  async (act) => {
    for (let left = tries; ; left--) {
      const { throttled, lost, slowest } = weather()
      const [fate, pace] = [time.chance(), time.chance()]
      const ms = 1 + slowest * pace ** 4
      await time.wait(ms)
      if (!isThere()) throw new AnswerLost('the table is no more')
      if (fate >= throttled) {
        const answer = act()
        await time.wait(ms)
        if (fate >= throttled + lost) return answer
      }
      if (left === 1) throw fate < throttled ? new Throttled('throttled') : new AnswerLost('no answer')
      await time.wait(50 * (tries - left + 1) * (0.5 + time.chance()))
    }
  }
