/**
 * A visit's id is a UUIDv7 (RFC 9562 §5.7): 48 bits of Unix time in milliseconds, then 74 random bits.
 * So an id leads to its day and key without an index. The beacon and the service share the code that makes it.
 */

/** Lower case only, as in visits. */
export const visitIdPattern = /^([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** How far the beacon's clock may be from ours, in milliseconds, for its time to be trusted. */
export const clockTolerance = 5 * 60_000

export const isVisitId = (text: string): boolean => visitIdPattern.test(text)

/** @param random at least 10 random bytes @param time milliseconds since 1970 */
export function makeVisitId(time: number, random: Uint8Array): string {
  const hex = [...random.subarray(0, 10)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  const stamp = time.toString(16).padStart(12, '0')
  const variant = '89ab'[Number.parseInt(hex[3] as string, 16) & 3]
  return `${stamp.slice(0, 8)}-${stamp.slice(8)}-7${hex.slice(0, 3)}-${variant}${hex.slice(4, 7)}-${hex.slice(7, 19)}`
}

/** Returns the moment that an id carries, in milliseconds since 1970. */
export function timeOfId(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
}

/** Whether the id's own time may be kept as the time of the visit. */
export function isTimely(id: string, now: Date): boolean {
  return Math.abs(timeOfId(id) - now.getTime()) <= clockTolerance
}
