/**
 * A range of visitors by name, from one name (included) up to another (excluded); null means no bound. A visitor is a keyed
 * hash, so equal ranges hold about equal numbers of visitors, and nobody can choose their own range. DynamoDB itself can
 * filter out the others, which are then neither sent nor read. Visits without a visitor are in the first share.
 */
export interface VisitorShare {
  readonly from: string | null
  readonly to: string | null
}

/** Digits of a visitor's hash that decide its share. */
const digits = 8

/** Returns `count` shares. Every visitor and every visit is in exactly one. */
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
