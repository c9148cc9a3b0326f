import { defaults } from '../../../lambda/contract'
import { pageOf } from '../../../lambda/domain/visit/page'
import { askedKey, type Pages, pageKey } from '../../../lambda/domain/visit/page-key'

const keep: Pages = { ...defaults.pages, trailingSlash: 'keep' }
const noIndex: Pages = { ...defaults.pages, index: [] }
const byId: Pages = { ...defaults.pages, query: ['id', 'lang'] }

test.each<[string, string, string, string]>([
  // page, and what it counts under by default, with slashes kept, without an index
  ['/about', '/about', '/about', '/about'],
  ['/about/', '/about', '/about/', '/about'],
  ['/about/index.html', '/about', '/about/', '/about/index.html'],
  ['/about/index.php', '/about', '/about/', '/about/index.php'],
  ['/about/index.htm', '/about', '/about/', '/about/index.htm'],
  ['/', '/', '/', '/'],
  ['/index.html', '/', '/', '/index.html'],
  ['/index.xhtml', '/', '/', '/index.xhtml'],
  ['/index', '/index', '/index', '/index'],
  ['/INDEX.html', '/INDEX.html', '/INDEX.html', '/INDEX.html'],
  ['/my-index.html', '/my-index.html', '/my-index.html', '/my-index.html'],
  ['/index.html/', '/index.html', '/index.html/', '/index.html'],
  ['/index.html/x', '/index.html/x', '/index.html/x', '/index.html/x'],
  ['/about//', '/about/', '/about//', '/about/'],
  ['//', '/', '//', '/'],
  ['/./', '/.', '/./', '/.'],
  ['/café/', '/café', '/café/', '/café'],
  ['/a%2Findex.html', '/a%2Findex.html', '/a%2Findex.html', '/a%2Findex.html'],
])('%s counts under %s; where slashes are kept %s; without an index %s', (page, stripped, kept, bare) => {
  expect([pageKey(page, defaults.pages), pageKey(page, keep), pageKey(page, noIndex)]).toEqual([
    stripped,
    kept,
    bare,
  ])
})

test.each<[string, string]>([
  ['/post?id=7', '/post?id=7'],
  ['/post/index.php?id=7', '/post?id=7'],
  ['/post/?id=7&lang=de', '/post?id=7&lang=de'],
  ['/post?lang=de&id=7', '/post?id=7&lang=de'],
  ['/post?old=1', '/post'],
])('%s counts under %s where the fields id and lang tell pages apart', (page, key) => {
  expect([pageKey(page, byId), pageKey(page, defaults.pages)]).toEqual([key, '/post'])
})

test.each([
  ['/about', '/about'],
  ['/about/index.html#team', '/about'],
  ['/%61bout/?utm_source=x', '/about'],
  ['/caf%c3%a9/', '/café'],
  ['/post?session=x&id=%37', '/post?id=7'],
])('who asks for %s is told of %s', (asked, key) => {
  expect(askedKey(asked, byId)).toBe(key)
})

const most = (text: string) => text.slice(0, 256)

test.each<[string, string]>([
  ['/post', '/post'],
  ['/post?', '/post'],
  ['/post?id', '/post'],
  ['/post?id=', '/post'],
  ['/post?id=7', '/post?id=7'],
  ['/post?token=secret&id=7#top', '/post?id=7'],
  ['/post#?id=7', '/post'],
  ['/post?lang=de&id=7', '/post?id=7&lang=de'],
  ['/post?id=7&id=8', '/post?id=7'],
  ['/post?id=&id=8', '/post?id=8'],
  ['/post?ID=7', '/post'],
  ['/post?%69d=%37', '/post?id=7'],
  ['/post?id=a+b', '/post?id=a%20b'],
  ['/post?id=a%20b', '/post?id=a%20b'],
  ['/post?id=a/b:c,d?e=f', '/post?id=a/b:c,d?e=f'],
  ['/post?id=a%2Fb%3ac%2Cd%3Fe%3Df', '/post?id=a/b:c,d?e=f'],
  ['/post?id=a%26lang%3Dde%23%25%2B', '/post?id=a%26lang=de%23%25%2B'],
  ['/post?id=%E4%B8%AD&lang=%d6%d0', '/post?id=中&lang=%D6%D0'],
  ['/post?id=\u202e"', '/post?id=%E2%80%AE%22'],
  [`/post?id=${'7'.repeat(300)}`, most(`/post?id=${'7'.repeat(300)}`)],
  [`/${'a'.repeat(300)}?id=7`, most(`/${'a'.repeat(300)}`)],
  [`/post?id=${'%E2%80%AE'.repeat(30)}`, `/post?id=${'%E2%80%AE'.repeat(27)}`],
])('of %s is kept %s, and no more when it is read again', (page, kept) => {
  expect(pageOf(page, byId.query)).toBe(kept)
  expect(pageOf(kept, byId.query)).toBe(kept)
  expect(pageKey(kept, byId)).toBe(kept)
})
