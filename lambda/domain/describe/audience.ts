import type { Attribution } from './attribution'
import { allows, type Choice } from './choice'

/** Who visits are counted for, apart. Every visit belongs to one audience. */
export const audiences = ['people', 'bots', 'mine', 'mineBots'] as const
export type Audience = (typeof audiences)[number]

/** Something for each audience that there was. */
export type ByAudience<T> = Readonly<Partial<Record<Audience, T>>>

const isBots = (audience: Audience): boolean => audience === 'bots' || audience === 'mineBots'
const isMine = (audience: Audience): boolean => audience === 'mine' || audience === 'mineBots'

/** Whose a visit is: a person's or a bot's, and whether from the owner's own networks. */
export function audienceOf({ bot, mine }: Pick<Attribution, 'bot' | 'mine'>): Audience {
  if (mine) return bot === null ? 'mine' : 'mineBots'
  return bot === null ? 'people' : 'bots'
}

/** The audiences that a filter admits. */
export function admittedAudiences({ bot, mine }: { bot: Choice; mine: Choice }): readonly Audience[] {
  return audiences.filter((one) => allows(bot, isBots(one)) && allows(mine, isMine(one)))
}

/** The bots beside them: what is shown apart, whatever the filter says of bots. */
export function botsBeside({ mine }: { mine: Choice }): readonly Audience[] {
  return audiences.filter((one) => isBots(one) && allows(mine, isMine(one)))
}
