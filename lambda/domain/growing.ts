/** Numbers by number, zero where none was put. The array doubles, so that a number costs its bytes and no object. */
export interface GrowingArray {
  get(at: number): number
  set(at: number, value: number): void
  /** Makes all zero and keeps the room. */
  clear(): void
}

const firstLength = 1024

export function growingArray<T extends Uint8Array | Uint32Array>(
  make: new (length: number) => T,
): GrowingArray {
  let numbers = new make(firstLength)
  function makeRoomFor(at: number): void {
    let length = numbers.length
    while (length <= at) length *= 2
    const larger = new make(length)
    larger.set(numbers)
    numbers = larger
  }
  return {
    get: (at) => numbers[at] ?? 0,
    set(at, value) {
      if (at >= numbers.length) makeRoomFor(at)
      numbers[at] = value
    },
    clear: () => numbers.fill(0),
  }
}
