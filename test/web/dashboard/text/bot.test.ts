import { botMark, botText } from '../../../../web/dashboard/text/bot'

const nobody = { bot: null, botOperator: null, botPurpose: null }

test.each([
  [nobody, null, 'bot'],
  [
    { bot: 'ChatGPT-User', botOperator: 'OpenAI', botPurpose: 'answering a person' },
    'ChatGPT-User, OpenAI: answering a person',
    'answering a person',
  ],
  [
    {
      bot: 'crawler network: Google user-triggered fetchers',
      botOperator: 'Google',
      botPurpose: 'fetching for a person',
    },
    'crawler network: Google user-triggered fetchers: fetching for a person',
    'fetching for a person',
  ],
  [{ bot: 'bingbot', botOperator: 'Microsoft', botPurpose: 'search' }, 'bingbot, Microsoft: search', 'bot'],
  [{ bot: 'UptimeRobot', botOperator: 'UptimeRobot', botPurpose: 'monitor' }, 'UptimeRobot: monitor', 'bot'],
  [{ bot: 'Diffbot', botOperator: 'Diffbot', botPurpose: null }, 'Diffbot', 'bot'],
  [{ ...nobody, bot: 'isbot: curl' }, 'isbot: curl', 'bot'],
] as const)('%j reads: %s, and is marked: %s', (bot, text, mark) => {
  expect(botText(bot)).toBe(text)
  expect(botMark(bot)).toBe(mark)
})
