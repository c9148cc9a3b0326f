import * as words from '#words'
import type { VisitAnswer } from '../../../lambda/api/visits'

type Bot = Pick<VisitAnswer, 'bot' | 'botOperator' | 'botPurpose'>

/** What is known of a visit's bot, `ChatGPT-User, OpenAI: answering a person`; null for a person's visit. */
export function botText({ bot, botOperator, botPurpose }: Bot): string | null {
  if (bot === null) return null
  const name = botOperator === null || bot.includes(botOperator) ? bot : `${bot}, ${botOperator}`
  return botPurpose === null ? name : `${name}: ${botPurpose}`
}

/** The mark of a bot's visit in a list: an assistant's says that somebody waits for the answer. */
export const botMark = ({ botPurpose }: Bot): string =>
  botPurpose?.endsWith(' a person') ? botPurpose : words.bot
