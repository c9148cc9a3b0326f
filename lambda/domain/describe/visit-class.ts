import type { Attribution } from './attribution'
import { type Inclusion, includes } from './inclusion'

/** Who visits are counted for, apart. Every visit belongs to one class. */
export const visitClasses = ['people', 'bots', 'mine', 'mineBots'] as const
export type VisitClass = (typeof visitClasses)[number]

/** Something for each class that there was. */
export type ByClass<T> = Readonly<Partial<Record<VisitClass, T>>>

const isBots = (visitClass: VisitClass): boolean => visitClass === 'bots' || visitClass === 'mineBots'
const isMine = (visitClass: VisitClass): boolean => visitClass === 'mine' || visitClass === 'mineBots'

/** Whose a visit is: a person's or a bot's, and whether from the owner's own networks. */
export function classOf({ bot, mine }: Pick<Attribution, 'bot' | 'mine'>): VisitClass {
  if (mine) return bot === null ? 'mine' : 'mineBots'
  return bot === null ? 'people' : 'bots'
}

/** The classes that a filter admits. */
export function includedClasses({ bot, mine }: { bot: Inclusion; mine: Inclusion }): readonly VisitClass[] {
  return visitClasses.filter((one) => includes(bot, isBots(one)) && includes(mine, isMine(one)))
}

/** The bots beside them: what is shown apart, whatever the filter says of bots. */
export function botClasses({ mine }: { mine: Inclusion }): readonly VisitClass[] {
  return visitClasses.filter((one) => isBots(one) && includes(mine, isMine(one)))
}
