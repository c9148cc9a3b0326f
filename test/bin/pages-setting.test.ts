import { rmSync, writeFileSync } from 'node:fs'
import { pagesFor } from '../../bin/cli/pages-setting'
import { defaults } from '../../lambda/contract'
import { temporaryFolder } from '../store/fixtures'

const { folder, remove } = temporaryFolder()
const home = process.cwd()
beforeAll(() => process.chdir(folder))
afterEach(() => {
  delete process.env.VISITBOOK_PAGES
})
afterAll(() => {
  process.chdir(home)
  remove()
})

const deployed = { stack: 'Visitbook' }
const cdkJson = (visitbook: object) => writeFileSync('cdk.json', JSON.stringify({ context: { visitbook } }))

test('for a stack the settings say what is one page, on this machine VISITBOOK_PAGES', () => {
  expect([pagesFor(deployed), pagesFor({})]).toEqual([defaults.pages, defaults.pages])
  cdkJson({ sites: [], pages: { query: ['id'] } })
  process.env.VISITBOOK_PAGES = '{"trailingSlash":"keep"}'
  expect(pagesFor(deployed)).toEqual({ ...defaults.pages, query: ['id'] })
  expect(pagesFor({})).toEqual({ ...defaults.pages, trailingSlash: 'keep' })
  writeFileSync('visitbook.json', '{"pages":{"query":["post"]}}')
  expect(pagesFor(deployed)).toEqual({ ...defaults.pages, query: ['post'] })
  rmSync('visitbook.json')
})

test('what cannot be is refused where it stands', () => {
  cdkJson({ pages: { query: 'id' } })
  process.env.VISITBOOK_PAGES = '{"index":0}'
  expect(() => pagesFor(deployed)).toThrow('pages.query is not a list, such as ["id"]')
  expect(() => pagesFor({})).toThrow('VISITBOOK_PAGES: pages.index is not a list, such as ["index.html"]')
  writeFileSync('cdk.json', '{')
  expect(() => pagesFor(deployed)).toThrow('cdk.json:1:2: close brace expected')
})
