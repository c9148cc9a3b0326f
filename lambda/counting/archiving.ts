import type { Archive, DayArchiving, Place } from '../archive/archive'
import type { Visit } from '../domain/visit/visit'
import type { VisitSink } from './count-day'

/** Writing a day that is being counted. Whatever fails there does not stop the count. */
export interface CountedDayArchiving extends VisitSink {
  /**
   * Ends the files. If counting has not read the day as a whole, they are written from the table.
   *
   * @param wasGiven whether all visits of the day went through `add`
   * @returns what went wrong, in words; null if nothing did. The day is then written again by the next run
   */
  end(wasGiven: boolean): Promise<string | null>
}

/** @param onVisit called for each visit that is read once more; may throw to stop */
export function archivingOf(
  archive: Archive,
  place: Place,
  onVisit: () => Promise<void> | undefined,
): CountedDayArchiving {
  const day = archive.dayAt(place)
  const guarded = guardedSink(day)
  return {
    ...guarded,
    async end(wasGiven) {
      const reason = await guarded.endBy(() => (wasGiven ? day.end() : archive.writeDay(place, onVisit)))
      if (reason === null) return null
      await archive.distrust(place).catch(() => {}) // it failed already
      return reason
    },
  }
}

/** A sink that takes nothing any more once it has failed. */
export function guardedSink(writing: Pick<DayArchiving, 'begin' | 'add'>) {
  let failure: Error | null = null
  const note = (error: Error) => {
    failure ??= error
  }
  return {
    begin: () => writing.begin().catch(note),
    add(visit: Visit) {
      if (failure !== null) return undefined
      try {
        return writing.add(visit)?.catch(note)
      } catch (error) {
        note(error as Error)
        return undefined
      }
    },
    /** @returns what went wrong, first of all, in words; null if nothing did */
    async endBy(end: () => Promise<unknown>): Promise<string | null> {
      if (failure === null) await end().catch(note)
      return (failure as Error | null)?.message ?? null
    },
  }
}
