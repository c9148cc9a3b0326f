/** A parser of text from outside, and what must hold for any text. */
export interface Target {
  /** Texts that it understands, to begin with. */
  readonly seeds: readonly string[]
  /** Words that stand in no source but mean something. */
  readonly words?: readonly string[]
  /** Milliseconds that a character may take; what is usual where it is left out. */
  readonly slowest?: number
  /** @throws Error that says what does not hold */
  try(text: string): unknown
}
