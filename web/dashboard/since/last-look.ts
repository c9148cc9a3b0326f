import { storeOf } from '../state/store'

const name = 'visitbook.looked'

/** Whoever was away for this long wants to know what is new. */
const awayMs = 30 * 60_000

/** When the owner looked before this time, as an instant; null where this browser does not know. */
export const lookedBefore = storeOf<string | null>(null)

/** Two dates, kept in this browser and sent to nobody. */
interface Looks {
  /** When the owner had last looked before this time. */
  readonly before: string | null
  /** When the dashboard was last in front. */
  readonly last: string | null
}

/** The looks after one more: what was the last one becomes the one before once the owner was away. */
export function withLook({ before, last }: Looks, now: Date): Looks {
  const isBack = last !== null && now.getTime() - Date.parse(last) >= awayMs
  return { before: isBack ? last : before, last: now.toISOString() }
}

/** Reads what is kept. Anything may stand there, and what is no date is none. */
export function readLooks(text: string | null): Looks {
  const [before, last] = (text ?? '').split(' ').map((one) => (Number.isNaN(Date.parse(one)) ? null : one))
  return { before: before ?? null, last: last ?? null }
}

const textOf = ({ before, last }: Looks): string => [before ?? '-', last ?? '-'].join(' ')

/** Notes that the owner looks now. A browser that keeps nothing knows of no earlier look. */
export function noteLook(): void {
  try {
    const looks = withLook(readLooks(localStorage.getItem(name)), new Date())
    localStorage.setItem(name, textOf(looks))
    lookedBefore.set(looks.before)
  } catch {}
}
