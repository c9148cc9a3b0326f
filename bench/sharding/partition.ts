import { poisson } from '../harness/poisson'

/**
 * Write and read units a second of a partition, adaptive splitting left out:
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html
 */
export const partitionLimit = { writes: 1000, reads: 3000 } as const

/** How a put is tried: five times, with waits drawn from 0 up to 50, 100, 200 and 400 ms. */
export const tries = 5
const slotMs = 50
const slotsOfSecond = 1000 / slotMs
/** The longest wait is eight slots; the ring must not meet itself. */
const ringSlots = 16

export interface Outcome {
  readonly sent: number
  readonly accepted: number
  readonly givenUp: number
  readonly tried: number
  readonly throttled: number
  /** The most that one partition took in one second. */
  readonly busiestSecond: number
  /** Seconds that all visits together waited between tries. */
  readonly waited: number
}

/**
 * What happens to visits that arrive at random at one partition, second after second at `rates`. Each second begins
 * with 1,000 units; tries of the same 50 ms have equal chances at what is left.
 */
export function onePartition(rates: readonly number[], random: () => number): Outcome {
  const ring = Array.from({ length: ringSlots }, () => new Array<number>(tries).fill(0))
  const total = { sent: 0, accepted: 0, givenUp: 0, tried: 0, throttled: 0, busiestSecond: 0, waited: 0 }
  let slot = 0
  for (const rate of [...rates, 0, 0]) {
    let left: number = partitionLimit.writes
    for (let at = 0; at < slotsOfSecond; at++, slot++) {
      const due = ring[slot % ringSlots] as number[]
      const arrived = rate === 0 ? 0 : poisson(rate / slotsOfSecond, random)
      total.sent += arrived
      due[0] = (due[0] as number) + arrived
      let waiting = due.reduce((sum, number) => sum + number, 0)
      total.tried += waiting
      const taken = Math.min(left, waiting)
      if (taken === waiting) due.fill(0)
      else for (let n = 0; n < taken; n++) drawOne(due, waiting--, random)
      left -= taken
      total.accepted += taken
      for (const [attempt, number] of due.entries()) {
        total.throttled += number
        if (attempt + 1 === tries) total.givenUp += number
        else
          for (let n = 0; n < number; n++) {
            const wait = 1 + Math.floor(random() * 2 ** attempt)
            total.waited += (wait * slotMs) / 1000
            const then = ring[(slot + wait) % ringSlots] as number[]
            then[attempt + 1] = (then[attempt + 1] as number) + 1
          }
      }
      due.fill(0)
    }
    total.busiestSecond = Math.max(total.busiestSecond, partitionLimit.writes - left)
  }
  return total
}

/** Removes a random one of `waiting` tries. */
function drawOne(due: number[], waiting: number, random: () => number): void {
  let at = Math.floor(random() * waiting)
  for (const [attempt, number] of due.entries()) {
    if (at < number) {
      due[attempt] = number - 1
      return
    }
    at -= number
  }
}

/** The same for a site of several shards: a good hash thins a Poisson stream into independent ones. */
export function shardedSite(rates: readonly number[], shards: number, random: () => number): Outcome {
  const each = Array.from({ length: shards }, () =>
    onePartition(
      rates.map((rate) => rate / shards),
      random,
    ),
  )
  const total = (of: keyof Outcome) => each.reduce((sum, one) => sum + one[of], 0)
  return {
    sent: total('sent'),
    accepted: total('accepted'),
    givenUp: total('givenUp'),
    tried: total('tried'),
    throttled: total('throttled'),
    busiestSecond: Math.max(...each.map(({ busiestSecond }) => busiestSecond)),
    waited: total('waited'),
  }
}
