import { instantOf } from '../domain/time/day'
import { positionOf } from '../domain/visit/listing'
import type { SittingPlace } from '../domain/visit/sitting-page'
import { timeOfId } from '../domain/visit/visit-id'

/** Bytes of a sitting that was told: the beginning of its visitor, and the id of a view, which carries its time. */
const [visitorBytes, idBytes] = [6, 16]
const toldBytes = visitorBytes + idBytes

/** Writes where a list of sittings goes on, as one text for `cursorOf`. */
export function placeText({ before, told }: SittingPlace): string {
  const rows = told.map(({ visitor, since }) =>
    Buffer.from(visitor + since.slice(since.indexOf('#') + 1).replaceAll('-', ''), 'hex'),
  )
  return `${before} ${Buffer.concat(rows).toString('base64url')}`
}

/** Reads what `placeText` wrote. */
export function readPlace(text: string): SittingPlace {
  const [before, told] = text.split(' ') as [string, string]
  const bytes = Buffer.from(told, 'base64url')
  const rows = Array.from({ length: bytes.length / toldBytes }, (_, at) =>
    bytes.subarray(at * toldBytes, (at + 1) * toldBytes),
  )
  return {
    before,
    told: rows.map((row) => {
      const id = idOf(row.toString('hex', visitorBytes))
      return {
        visitor: row.toString('hex', 0, visitorBytes),
        since: positionOf({ time: instantOf(timeOfId(id)), id }),
      }
    }),
  }
}

const idOf = (hex: string): string => hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
