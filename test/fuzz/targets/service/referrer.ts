import { referrerGroupOf } from '../../../../lambda/domain/describe/referrer-group'
import { parseReferrer, referrerBytes } from '../../../../lambda/domain/visit/referrer'
import { spell } from '../../../../lambda/domain/visit/spelling'
import { promise, promisePrintable, promiseSettled } from '../../promise'

export const seeds = [
  'https://www.google.com/search?q=ada',
  'android-app://com.linkedin.android/',
  'https://bücher.example:8443/caf%C3%A9/%2f',
  'http://[2001:db8::1]/x',
]

function tryText(text: string): void {
  const { referrer, referrerPath } = parseReferrer(text)
  promisePrintable('the host', referrer, 100)
  promisePrintable('the path', referrerPath, 100)
  promise(referrer !== '', 'an empty host is none')
  promise(
    referrer === referrer?.toLowerCase() || referrer === null,
    'the host is not in small letters:',
    referrer,
  )
  referrerGroupOf(referrer, 'you.github.io')
  promiseSettled('the path', referrerPath, (path) => spell(path, referrerBytes))
}

export { tryText as try }
