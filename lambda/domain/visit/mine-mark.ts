import { type Day, dayOf } from '../time/day'
import type { Visit } from './visit'

/** Whose the visits of one visitor on one day are, as the owner says or the dashboard learns. */
export interface MineMark {
  readonly site: string
  readonly day: Day
  /** A visitor of that day, or the id of a visit without one. */
  readonly subject: string
  /** Whether they are the owner's own. False holds against whatever else makes them so. */
  readonly mine: boolean
}

/** What a mark of a visit is about: its visitor on that day, and so all visits of the same browser, or itself. */
export const markedBy = ({
  site,
  time,
  id,
  visitor,
}: Pick<Visit, 'site' | 'time' | 'id' | 'visitor'>): Omit<MineMark, 'mine'> => ({
  ...{ site, day: dayOf(time) },
  subject: visitor ?? id,
})

/** What marks of one site say, by `<day>#<subject>`. */
export type MineMarks = ReadonlyMap<string, boolean>

export const markName = ({ day, subject }: Pick<MineMark, 'day' | 'subject'>): string => `${day}#${subject}`

/** Returns the visit as its mark says, if there is one. */
export function marked(visit: Visit, marks: MineMarks): Visit {
  const mine = marks.get(markName(markedBy(visit)))
  return mine === undefined ? visit : { ...visit, mine }
}
