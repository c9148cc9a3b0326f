import { botOf } from '../../../../lambda/domain/describe/bot'
import { deviceOf } from '../../../../lambda/domain/describe/device'
import { clean, cut } from '../../../../lambda/domain/text'
import { promise, promiseStorable } from '../../promise'

export const seeds = [
  'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.1 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
  'curl/8.0',
]

const traits = {
  webdriver: false,
  asn: 64496,
  language: 'de',
  timeZone: 'Europe/Berlin',
  screen: '1920x1080',
  viewport: '1200x800',
  assets: null,
}

function tryText(text: string): void {
  const userAgent = cut(clean(text), 256)
  const { browser, os } = deviceOf(userAgent)
  promiseStorable('the browser', browser, 300)
  promiseStorable('the system', os, 300)
  const verdict = botOf(
    { ...traits, userAgent, time: '2026-11-22T15:45:50.123Z' } as Parameters<typeof botOf>[0],
    null,
  )
  promise(typeof verdict === 'object' && verdict !== null, 'there is no verdict')
}

export { tryText as try }
