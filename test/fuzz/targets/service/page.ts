import { campaignOf, pageBytes, pageOf, pathOf } from '../../../../lambda/domain/visit/page'
import { askedKey, folderKey, folderOf, type Pages, pageKey } from '../../../../lambda/domain/visit/page-key'
import { spellStored } from '../../../../lambda/domain/visit/spelling'
import { promise, promisePrintable, promiseSettled, promiseStorable } from '../../promise'

export const seeds = [
  '/cv.html?utm_source=mail&id=7#top',
  '/caf%C3%A9/%e2%80%ae/%2F%25/index.html?q=a+b&ref=x',
  '/über/\ud800/?id=%&id=2',
]
export const words = [
  '%C3%A9',
  '%F0%9F%98%80',
  '%ED%A0%80',
  'utm_source=',
  'source=',
  'id=',
  'q=',
  'index.html',
]

const fields = ['id', 'q']
const pages: Pages = { trailingSlash: 'strip', index: ['index.html'], query: fields }

function tryText(given: string): void {
  const text = given.startsWith('/') ? given : `/${given}`
  promisePrintable('the path', pathOf(text), pageBytes)
  promiseSettled('the path', pathOf(text), pathOf)
  const page = pageOf(text, fields)
  promisePrintable('the page', page, pageBytes)
  promiseSettled('the page', page, (one) => pageOf(one, fields))
  promiseSettled('the stored page', spellStored(page, pageBytes), (one) => spellStored(one, pageBytes))
  const key = pageKey(page, pages)
  promise(
    askedKey(page, pages) === key,
    'one who asks for a page finds another:',
    page,
    key,
    askedKey(page, pages),
  )
  folderOf(key)
  folderKey(page, pages)
  for (const [name, value] of Object.entries(campaignOf(text))) promiseStorable(name, value, 64)
}

export { tryText as try }
