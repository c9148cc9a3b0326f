import { canonicalHost, hostOf, parseUrl } from '../../../../lambda/domain/visit/host'
import { requireListedOrigin } from '../../../../lambda/domain/visit/origin-check'
import { isListed, parseSite, wildcardOver } from '../../../../lambda/domain/visit/site-list'
import { allowing, promise, promisePrintable, promiseSettled } from '../../promise'

export const seeds = [
  'you.github.io',
  '*.example.com',
  'bücher.example:8443',
  'https://you.github.io/cv',
  'http://user:pass@you.github.io',
  '127.0.0.1:3001',
  '[::1]:80',
]

const sites = ['you.github.io', '*.example.com']

function tryText(text: string): void {
  parseUrl(text)
  for (const host of [hostOf(text), canonicalHost(text), parseSite(text)])
    promisePrintable('a host', host, 300)
  promiseSettled('a host', canonicalHost(text), canonicalHost)
  promiseSettled('a site', parseSite(text), parseSite)
  const listed = allowing(['Refusal', 'InvalidInput'], () => requireListedOrigin(sites, { origin: text }))
  if (listed !== null)
    promise(isListed(sites, hostOf(text) ?? ''), 'a host was let in that is on no list:', text)
  wildcardOver(sites, text)
}

export { tryText as try }
