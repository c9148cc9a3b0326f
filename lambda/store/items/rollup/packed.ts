import { deflateRawSync, inflateRawSync } from 'node:zlib'

/** What an attribute of a rollup may be. */
export type Attribute = string | number | Uint8Array

export const deflated = (content: string | Uint8Array): Uint8Array => deflateRawSync(content)
export const inflated = (value: Attribute | undefined): Buffer => inflateRawSync(value as Uint8Array)

/** Numbers below 2^32, four bytes each. */
export function packed(numbers: readonly number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(numbers.length * 4))
  for (const [at, number] of numbers.entries()) view.setUint32(at * 4, number, true)
  return new Uint8Array(view.buffer)
}

export function numbersIn(value: Attribute | undefined): number[] {
  const bytes = value as Uint8Array
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const numbers = new Array<number>(bytes.byteLength / 4)
  for (let at = 0; at < numbers.length; at++) numbers[at] = view.getUint32(at * 4, true) // 300,000 for a month of all
  return numbers
}

/** Seconds of a day's visits add up to more than four bytes hold, so they take eight. */
export const packedLong = (numbers: readonly number[]): Uint8Array =>
  packed(numbers.flatMap((number) => [number % 2 ** 32, Math.floor(number / 2 ** 32)]))

export function longNumbersIn(value: Attribute | undefined): number[] {
  const halves = numbersIn(value)
  return Array.from(
    { length: halves.length / 2 },
    (_, at) => (halves[at * 2] as number) + (halves[at * 2 + 1] as number) * 2 ** 32,
  )
}
