import { AsyncLocalStorage } from 'node:async_hooks'
import crypto from 'node:crypto'
import timers from 'node:timers/promises'

/** What happens at a moment. */
interface Due {
  readonly at: number
  readonly turn: number
  readonly act: () => void
  isCancelled: boolean
}

const real = {
  Date,
  setTimeout,
  clearTimeout,
  setInterval,
  clearInterval,
  setImmediate,
  random: Math.random,
  now: performance.now,
  sleep: timers.setTimeout,
  randomBytes: crypto.randomBytes,
  randomUUID: crypto.randomUUID,
  randomInt: crypto.randomInt,
}

/** Milliseconds: no function's clock is farther from the one on the wall. */
export const mostDrift = 20_000

/** Lets everything run that waits for nothing but promises. */
const settle = () => new Promise<void>((resolve) => real.setImmediate(resolve))

/**
 * The clock, the timers and the chance of a whole process. Nothing waits for real time: what is due next happens next, and the
 * clock is then at its moment. `install` puts it in the place of the globals until `uninstall`.
 */
export class SimulatedTime {
  #now: number
  #ahead = 0
  #turn = 0
  readonly #queue: Due[] = []
  /** By how much the clock of whoever runs is ahead of the one on the wall. */
  readonly #drift = new AsyncLocalStorage<number>()
  /** When it began, in milliseconds since 1970. */
  readonly begun: number

  /** @param chance uniform in [0, 1), the same each time */
  constructor(
    start: number,
    readonly chance: () => number,
  ) {
    this.#now = start
    this.begun = start
  }

  /** Milliseconds since 1970, by a clock that nobody sets. */
  get now(): number {
    return this.#now
  }

  /** What `Date.now()` says, to each function by its own clock. */
  get wall(): number {
    return this.#now + this.#ahead + (this.#drift.getStore() ?? 0)
  }

  /** What the clock on the wall is ahead by, in milliseconds. */
  get ahead(): number {
    return this.#ahead
  }

  /** How many things have happened. */
  get turns(): number {
    return this.#turn
  }

  /** @returns what takes it back */
  after(ms: number, act: () => void): () => void {
    const due: Due = { at: this.#now + Math.max(0, ms), turn: this.#turn++, act, isCancelled: false }
    this.#queue.splice(this.#placeOf(due), 0, due)
    return () => {
      due.isCancelled = true
    }
  }

  wait(ms: number): Promise<void> {
    return new Promise((resolve) => this.after(ms, resolve))
  }

  /** Lets everything happen that is due until then. */
  async runUntil(moment: number): Promise<void> {
    await settle()
    for (let due = this.#next(moment); due !== null; due = this.#next(moment)) {
      this.#now = due.at
      due.act()
      await settle()
    }
    this.#now = Math.max(this.#now, moment)
  }

  /** Lets everything happen that some work waits for. @throws Error if it waits for nothing that will happen */
  async finish<T>(work: Promise<T>, limitMs = 3_600_000): Promise<T> {
    let isDone = false
    const end = work.finally(() => {
      isDone = true
    })
    end.catch(() => {})
    const limit = this.#now + limitMs
    await settle()
    while (!isDone) {
      const due = this.#next(limit)
      if (due === null) throw new Error('something is awaited that will never happen')
      this.#now = due.at
      due.act()
      await settle()
    }
    return end
  }

  /** Sets the clock on the wall, as a server's may be set. */
  jump(ms: number): void {
    this.#ahead += ms
  }

  /** Does something by a clock that is so many milliseconds ahead of the one on the wall. */
  byClock<T>(ms: number, act: () => T): T {
    return ms === 0 ? act() : this.#drift.run(ms, act)
  }

  #next(until: number): Due | null {
    while (this.#queue.length > 0) {
      const due = this.#queue[this.#queue.length - 1] as Due
      if (due.at > until) return null
      this.#queue.pop()
      if (!due.isCancelled) return due
    }
    return null
  }

  /** The queue has what is due first at its end. */
  #placeOf({ at, turn }: Due): number {
    let [low, high] = [0, this.#queue.length]
    while (low < high) {
      const middle = (low + high) >> 1
      const one = this.#queue[middle] as Due
      if (one.at > at || (one.at === at && one.turn > turn)) low = middle + 1
      else high = middle
    }
    return low
  }

  install(): void {
    const time = this
    class SimulatedDate extends real.Date {
      constructor(...given: [] | [number | string | Date]) {
        super(...((given.length === 0 ? [time.wall] : given) as [number]))
      }
      static override now = () => time.wall
    }
    const later = (act: (...given: unknown[]) => void, ms = 0, ...given: unknown[]) => {
      const drift = this.#drift.getStore() ?? 0
      return timer(this.after(ms, () => this.byClock(drift, () => act(...given))))
    }
    const cancel = (one?: { cancel?: () => void } | null) => one?.cancel?.()
    const next = (act: (...given: unknown[]) => void, ...given: unknown[]) => later(act, 0, ...given)
    Object.assign(globalThis, {
      Date: SimulatedDate,
      setTimeout: later,
      clearTimeout: cancel,
      setImmediate: next,
    })
    Math.random = this.chance
    performance.now = () => this.#now - this.begun
    Object.assign(timers, { setTimeout: (ms: number, value: unknown) => this.wait(ms).then(() => value) })
    const byte = () => Math.floor(this.chance() * 256)
    const randomBytes = (size: number) => Buffer.from(Array.from({ length: size }, byte))
    Object.assign(crypto, {
      randomBytes,
      randomUUID: () => uuidOf(randomBytes(16)),
      randomInt: (from: number, to?: number) =>
        to === undefined ? Math.floor(this.chance() * from) : from + Math.floor(this.chance() * (to - from)),
    })
  }

  uninstall(): void {
    this.#drift.disable()
    const { Date: date, setTimeout, clearTimeout, setImmediate } = real
    Object.assign(globalThis, { Date: date, setTimeout, clearTimeout, setImmediate })
    Math.random = real.random
    performance.now = real.now
    Object.assign(timers, { setTimeout: real.sleep })
    const { randomBytes, randomUUID, randomInt } = real
    Object.assign(crypto, { randomBytes, randomUUID, randomInt })
  }
}

/** As Node's: it may be told not to keep the process alive. */
const timer = (cancel: () => void) => {
  const one = { cancel, ref: () => one, unref: () => one, hasRef: () => false }
  return one
}

const uuidOf = (bytes: Buffer): string => {
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
