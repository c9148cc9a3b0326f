/** An array of numbers below 256, zero if not set. It doubles its room as needed, so that each takes a byte and no object. */
export interface GrowingBytes {
  get(at: number): number
  set(at: number, value: number): void
  /** Sets all to zero and keeps the room. */
  clear(): void
}

const firstLength = 1024

export function growingBytes(): GrowingBytes {
  let bytes = new Uint8Array(firstLength)
  function makeRoomFor(at: number): void {
    let length = bytes.length
    while (length <= at) length *= 2
    const larger = new Uint8Array(length)
    larger.set(bytes)
    bytes = larger
  }
  return {
    get: (at) => (at < bytes.length ? (bytes[at] as number) : 0),
    set(at, value) {
      if (at >= bytes.length) makeRoomFor(at)
      bytes[at] = value
    },
    clear: () => bytes.fill(0),
  }
}
