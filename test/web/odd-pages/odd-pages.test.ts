import { isFull } from '../../support/size'
import { describeInBrowsers } from '../browsers/in-browsers'
import type { Tab } from '../browsers/tabs'
import { pinnedName, scriptName } from '../script-names'
import { type Names, type OddPage, oddPages } from './odd-page-table'

const tested = oddPages.filter(({ isAlways }) => isFull || isAlways)

/** Pages that are open together; a browser of more would want much memory. */
const atOnce = 8

describeInBrowsers('the beacon on an odd page', (stage) => {
  const { open, publish, settled, closeTabs, visitOf, visitsOf, site, host, apiUrl, beacon } = stage

  const names = (): Names => ({
    script: `${apiUrl()}/${scriptName}`,
    pinned: `${apiUrl()}/${pinnedName}`,
    api: apiUrl(),
    friend: `http://${host('friend.test')}`,
    tag: beacon,
  })

  const pathOf = ({ what }: OddPage) => `/odd/${what.replace(/[^a-z]+/gi, '-')}`

  const publishOdd = (row: OddPage, path = pathOf(row)) =>
    publish(path, {
      html: `<title>Odd</title><nav></nav>${row.html(names())}`,
      headers: row.headers?.(names()) ?? {},
    })

  /** Each page is opened in a profile of its own; a few stay open together, as each must show that it sends no more. */
  beforeAll(async () => {
    for (let from = 0; from < tested.length; from += atOnce) {
      const tabs: Tab[] = []
      for (const row of tested.slice(from, from + atOnce))
        tabs.push(await open(publishOdd(row), {}, row.before))
      await Promise.all(tabs.map(settled))
      await closeTabs()
    }
  }, 300_000)

  it.each(tested)('$what is one visit', async (row) => {
    expect(await visitsOf(row.site ?? site(), pathOf(row))).toEqual([
      expect.objectContaining({ page: pathOf(row), title: 'Odd', ...row.visit }),
    ])
  })

  it.each(tested.filter(({ isSending }) => isSending))(
    '$what is one visit when it is left at once',
    async (row) => {
      const path = `${pathOf(row)}/left`
      const tab = await open(publishOdd(row, path), {}, row.before)
      await tab.goto(publish('/elsewhere', 'somewhere else', 'friend.test'))
      expect(await visitOf(path)).toMatchObject({ title: 'Odd' })
    },
  )
})
