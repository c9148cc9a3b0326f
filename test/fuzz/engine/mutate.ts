import { oneOf } from '../../../local/example/chance'

/** The most characters of a text. */
export const longest = 8192

/** Characters at which parsers go wrong: ends, quotes, escapes, what cannot be seen, halves of pairs, the widest. */
const odd = [
  ...'\0\t\n\r\x1b\x7f "\'`\\/?#&=%@:;,.*+-_()[]{}<>|^$~0123456789aAzZ',
  '\x80',
  '\xff',
  '\u00a0',
  '\u0130',
  '\u0301',
  '\u200b',
  '\u202e',
  '\u2028',
  '\u2800',
  '\ud800',
  '\udc00',
  '\ufeff',
  '\uffff',
  '\u{1f600}',
  '\u{e0041}',
]

const numbers = [
  '0',
  '-1',
  '1e999',
  '-0',
  '255',
  '256',
  '65536',
  '2147483648',
  '9007199254740993',
  '0.1',
  'NaN',
  '1e-7',
]

const values = [
  'null',
  'true',
  '[]',
  '{}',
  '""',
  '"__proto__"',
  '{"constructor":1}',
  '[[]]',
  '%00',
  '%C3',
  '%ed%a0%80',
]

export interface Material {
  readonly random: () => number
  /** Texts that reached something new. */
  readonly kept: readonly string[]
  readonly words: readonly string[]
}

type Change = (text: string, material: Material) => string

const below = (random: () => number, end: number) => Math.floor(random() * end)

/** A piece of a text, shorter ones more often. */
function piece(text: string, random: () => number): [from: number, to: number] {
  const from = below(random, text.length + 1)
  const length = Math.ceil((text.length - from) * random() ** 3)
  return [from, from + length]
}

/** Something to put into a text: a character, odd or any, a word, a number, a value. */
function added({ random, words }: Material): string {
  const kind = random()
  if (kind < 0.25) return oneOf(odd, random)
  if (kind < 0.45) return String.fromCharCode(below(random, random() < 0.9 ? 0x80 : 0x1_0000))
  if (kind < 0.8) return oneOf(words, random)
  return oneOf(kind < 0.9 ? numbers : values, random)
}

const insert: Change = (text, material) => {
  const at = below(material.random, text.length + 1)
  return text.slice(0, at) + added(material) + text.slice(at)
}

const overwrite: Change = (text, material) => {
  const at = below(material.random, text.length + 1)
  const put = added(material)
  return text.slice(0, at) + put + text.slice(at + put.length)
}

const step: Change = (text, { random }) => {
  const at = below(random, text.length)
  const code = text.charCodeAt(at) + (random() < 0.5 ? 1 : -1)
  return text.slice(0, at) + String.fromCharCode(code & 0xffff) + text.slice(at + 1)
}

const remove: Change = (text, { random }) => {
  const [from, to] = piece(text, random)
  return text.slice(0, from) + text.slice(to)
}

const repeat: Change = (text, { random }) => {
  const [from, to] = piece(text, random)
  const times = random() < 0.9 ? 2 : 2 ** (1 + below(random, 11))
  return text.slice(0, from) + text.slice(from, to).repeat(times) + text.slice(to)
}

const move: Change = (text, { random }) => {
  const [from, to] = piece(text, random)
  const rest = text.slice(0, from) + text.slice(to)
  const at = below(random, rest.length + 1)
  return rest.slice(0, at) + text.slice(from, to) + rest.slice(at)
}

const cross: Change = (text, { random, kept }) => {
  const other = oneOf(kept, random)
  const [from, to] = piece(other, random)
  const at = below(random, text.length + 1)
  return text.slice(0, at) + other.slice(from, to) + (random() < 0.5 ? text.slice(at) : '')
}

const changes: readonly Change[] = [
  insert,
  insert,
  overwrite,
  overwrite,
  step,
  remove,
  remove,
  repeat,
  move,
  cross,
]

/** The same text, changed in one to a few places. */
export function mutate(text: string, material: Material): string {
  let changed = text
  do changed = oneOf(changes, material.random)(changed, material)
  while (material.random() < 0.5)
  return changed.slice(0, longest)
}
