import { linkCodeText, parseLinkCode } from '../../../../lambda/domain/visit/recipient-code'
import { usedLink } from '../../../../lambda/domain/visit/used-link'
import { promise, promiseStorable } from '../../promise'

export const seeds = [
  '1234567890',
  'AB-CDE-FGH-JKq',
  'https://acme.com/jobs?x=1',
  'mailto:a@b.c',
  '#name|x',
  'https://you.github.io/cv.pdf',
]

function tryText(text: string): void {
  const code = parseLinkCode(text)
  if (code !== null) {
    const again = parseLinkCode(linkCodeText(code))
    promise(JSON.stringify(again) === JSON.stringify(code), 'a code is not settled:', code, again)
  }
  const link = usedLink(text, ['you.github.io'])
  promiseStorable('a link', link, 100)
  promise(!link?.includes('|'), 'a link has the mark that parts links:', link)
}

export { tryText as try }
