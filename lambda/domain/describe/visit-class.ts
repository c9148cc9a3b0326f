import type { Attribution } from './attribution'
import { type Inclusion, includes } from './inclusion'

/** The classes that visits are counted in separately. Every visit belongs to exactly one. */
export const visitClasses = ['people', 'bots', 'mine', 'mineBots'] as const
export type VisitClass = (typeof visitClasses)[number]

/** Something for each class that has visits. */
export type ByClass<T> = Readonly<Partial<Record<VisitClass, T>>>

const isBots = (visitClass: VisitClass): boolean => visitClass === 'bots' || visitClass === 'mineBots'
const isMine = (visitClass: VisitClass): boolean => visitClass === 'mine' || visitClass === 'mineBots'

/** Returns whether a visit is by a person or a bot, and the owner's own or not. */
export function classOf({ bot, mine }: Pick<Attribution, 'bot' | 'mine'>): VisitClass {
  if (mine) return bot === null ? 'mine' : 'mineBots'
  return bot === null ? 'people' : 'bots'
}

/** The classes that a filter admits. */
export function includedClasses({ bot, mine }: { bot: Inclusion; mine: Inclusion }): readonly VisitClass[] {
  return visitClasses.filter((one) => includes(bot, isBots(one)) && includes(mine, isMine(one)))
}

/** The classes of bots, which are shown separately whatever the filter says about bots. */
export function botClasses({ mine }: { mine: Inclusion }): readonly VisitClass[] {
  return visitClasses.filter((one) => isBots(one) && includes(mine, isMine(one)))
}
