/** A visit that a beacon began to send, and what came of it. */
export interface SentVisit {
  readonly id: string
  readonly page: string
  readonly phase: number
  attempts: number
  /** The life of the service that answered 204, from 0; null while none has. */
  acknowledgedIn: number | null
  /** Milliseconds that the attempt took which was answered 204. */
  latency: number | null
  /** The life that answered for its erasure; null where it was not asked for, or not answered. */
  erasedIn: number | null
  /** An erasure was asked for, and may have happened. */
  isErasing: boolean
}

/** All after life `copied` and up to life `last` is gone: the folder was put back to what it was. */
export interface SetBack {
  readonly copied: number
  readonly last: number
}

export interface ListedVisit {
  readonly id: string
  readonly page: string
}

export const sentVisit = (id: string, page: string, phase: number): SentVisit => ({
  id,
  page,
  phase,
  attempts: 0,
  acknowledgedIn: null,
  latency: null,
  erasedIn: null,
  isErasing: false,
})

/** Whether what was done in this life of the service was undone later. */
export const isSetBack = (life: number, setBacks: readonly SetBack[]): boolean =>
  setBacks.some(({ copied, last }) => life > copied && life <= last)

export interface Verdict {
  /** Acknowledged, and not listed. */
  readonly lost: readonly SentVisit[]
  /** Listed more than once, by whatever id. */
  readonly doubled: readonly string[]
  /** Erased, and listed. */
  readonly returned: readonly SentVisit[]
  /** Listed, and never sent. */
  readonly foreign: readonly string[]
}

/** Holds what is listed against what was acknowledged. */
export function judge(
  sent: Iterable<SentVisit>,
  setBacks: readonly SetBack[],
  listed: readonly ListedVisit[],
): Verdict {
  const counts = new Map<string, number>()
  for (const { page } of listed) counts.set(page, (counts.get(page) ?? 0) + 1)
  const isListed = ({ page }: SentVisit) => counts.has(page)
  const isHeld = (life: number | null) => life !== null && !isSetBack(life, setBacks)
  const all = [...sent]
  const pages = new Set(all.map(({ page }) => page))
  return {
    lost: all.filter((one) => isHeld(one.acknowledgedIn) && !one.isErasing && !isListed(one)),
    doubled: [...counts].filter(([, count]) => count > 1).map(([page]) => page),
    returned: all.filter((one) => isHeld(one.erasedIn) && isListed(one)),
    foreign: listed.map(({ page }) => page).filter((page) => !pages.has(page)),
  }
}

export const isFine = ({ lost, doubled, returned, foreign }: Verdict): boolean =>
  lost.length + doubled.length + returned.length + foreign.length === 0
