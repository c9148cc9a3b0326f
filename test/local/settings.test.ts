import { defaults } from '../../lambda/contract'
import { localSettings } from '../../local/settings'

test.each([
  [undefined, defaults.pages],
  ['', defaults.pages],
  ['{"trailingSlash":"keep"}', { ...defaults.pages, trailingSlash: 'keep' }],
  ['{"index":[],"query":["id"]}', { ...defaults.pages, index: [], query: ['id'] }],
])('VISITBOOK_PAGES=%s says what is one page', (VISITBOOK_PAGES, pages) => {
  expect(localSettings({ VISITBOOK_PAGES }).pages).toEqual(pages)
})

test.each([
  ['{"trailingSlash":"no"}', 'VISITBOOK_PAGES: pages.trailingSlash "no" is not one of keep, strip'],
  ['{"slash":1}', 'VISITBOOK_PAGES: pages.slash is not known; known here: trailingSlash, index, query'],
  ['7', 'VISITBOOK_PAGES: pages is not an object'],
  ['keep', /^VISITBOOK_PAGES: .*JSON/],
])('VISITBOOK_PAGES=%s is refused', (VISITBOOK_PAGES, message) => {
  expect(() => localSettings({ VISITBOOK_PAGES })).toThrow(message)
})
