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
  const day: DayArchiving = archive.dayAt(place)
  let failure: Error | null = null
  const note = (error: Error) => {
    failure ??= error
  }
  return {
    begin: () => day.begin().catch(note),
    add(visit: Visit) {
      if (failure !== null) return undefined
      try {
        return day.add(visit)?.catch(note)
      } catch (error) {
        note(error as Error)
        return undefined
      }
    },
    async end(wasGiven) {
      if (failure === null) await (wasGiven ? day.end() : archive.writeDay(place, onVisit)).catch(note)
      if (failure === null) return null
      await archive.distrust(place).catch(note)
      return (failure as Error).message
    },
  }
}
