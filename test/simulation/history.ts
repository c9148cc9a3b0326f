/** What became of one view, as the outside knows it. Times are milliseconds since 1970. */
export interface Fact {
  /** The title of the page, by which it is found again: no two views have the same. */
  readonly title: string
  readonly site: string
  readonly page: string
  readonly reader: number
  /** When the first of its messages arrived at the service; null while none has. */
  sentAt: number | null
  /** When the last of them did: a repetition that comes after its site was removed brings it back. */
  sentLast: number
  isRemoved: boolean
  /** When the service first acknowledged it. */
  keptAt: number | null
  /** When its erasure began, and when it was acknowledged. */
  erasing: number | null
  erasedAt: number | null
  /** Days that it is kept by the setting at its time, and the fewest of any setting since; and by whose clock: an import says it itself. */
  retentionDays: number
  fewestDays: number
  /** Whether a restored table may have lost it, or brought it back. */
  isUnsure: boolean
  readonly isImported: boolean
  /** The most seconds in front that the service acknowledged. */
  seconds: number
  /** Whether it came when its organisation had been the owner's own for a while, and has been since. */
  isOwn: boolean
}

const [tolerance, dayMs] = [5 * 60_000, 86_400_000]

/** Until when a view must be there: a day ends by UTC, and the browser's clock is believed within five minutes. */
export const keptUntil = ({ sentAt, fewestDays }: Fact): number =>
  dayEnd((sentAt ?? 0) - tolerance) + fewestDays * dayMs

/** From when on it must be hidden, while the setting keeps visits for so many days. */
export const hiddenFrom = ({ keptAt, sentAt, retentionDays, isImported }: Fact, setting: number): number =>
  dayEnd((keptAt ?? sentAt ?? 0) + tolerance) +
  (isImported ? retentionDays : Math.min(retentionDays, setting)) * dayMs

const dayEnd = (time: number): number => (Math.floor(time / dayMs) + 1) * dayMs

/** What is wrong. The message is what the trace ends with. */
export class Violation extends Error {
  override readonly name = 'Violation'

  constructor(
    readonly promise: string,
    what: string,
  ) {
    super(`${promise}: ${what}`)
  }
}

/** All that was done and said, in order. */
export class History {
  readonly facts = new Map<string, Fact>()
  readonly lines: string[] = []
  /** Keys of organisations that the owner has called their own at some time. */
  readonly own = new Set<string>()
  /** Those that are the owner's now, and since when. */
  readonly ownSince = new Map<string, number>()

  constructor(readonly now: () => number) {}

  /** Adds a line to the story. */
  tell(line: string): void {
    this.lines.push(`${new Date(this.now()).toISOString().slice(5, 23).replace('T', ' ')}  ${line}`)
  }

  begin(fact: Pick<Fact, 'site' | 'page' | 'reader'> & Partial<Pick<Fact, 'isImported'>>): Fact {
    const made: Fact = {
      title: `view ${this.facts.size + 1}`,
      ...{ sentAt: null, sentLast: 0, keptAt: null, erasing: null, erasedAt: null, isRemoved: false },
      ...{
        retentionDays: 0,
        fewestDays: 0,
        isUnsure: false,
        isImported: false,
        seconds: 0,
        isOwn: false,
        ...fact,
      },
    }
    this.facts.set(made.title, made)
    return made
  }

  /** @throws Violation where nobody sent such a view */
  factOf(title: string | null): Fact {
    const fact = this.facts.get(title ?? '')
    if (fact === undefined || fact.sentAt === null)
      throw new Violation('what is listed was sent', `"${title}" is listed, and nobody sent it`)
    return fact
  }
}
