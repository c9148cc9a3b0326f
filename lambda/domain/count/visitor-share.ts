/**
 * A part of the visitors by their names: from one name, included, up to another, excluded; null is no bound. A visitor is
 * a keyed hash, so equal ranges hold about as many of them each, nobody can choose theirs, and DynamoDB itself can leave
 * the others out, which are then neither sent nor read. Visits without a visitor are in the first share.
 */
export interface VisitorShare {
  readonly from: string | null
  readonly to: string | null
}

/** Digits of a visitor's hash by which shares are told apart. */
const digits = 8

/** Every visitor and every visit is in one of them. */
export function visitorShares(count: number): VisitorShare[] {
  const bounds = Array.from({ length: count - 1 }, (_, at) => boundary((at + 1) / count))
  return Array.from({ length: count }, (_, at) => ({ from: bounds[at - 1] ?? null, to: bounds[at] ?? null }))
}

const boundary = (part: number): string =>
  Math.floor(part * 16 ** digits)
    .toString(16)
    .padStart(digits, '0')

export const isInShare = (visitor: string | null, { from, to }: VisitorShare): boolean =>
  visitor === null ? from === null : (from === null || visitor >= from) && (to === null || visitor < to)
