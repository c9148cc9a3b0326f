import type { ComponentChildren } from 'preact'

/** A word with what stands at its places `{0}` and `{1}`. */
export const filled = (text: string, ...parts: readonly ComponentChildren[]): ComponentChildren =>
  text.split(/\{(\d)\}/).map((piece, at) => (at % 2 === 0 ? piece : parts[Number(piece)]))

/** The same where only texts stand at its places. */
export const filledText = (text: string, ...parts: readonly string[]): string =>
  text.replace(/\{(\d)\}/g, (_, at) => parts[Number(at)] ?? '')
