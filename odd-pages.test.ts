import { describeInBrowsers } from '../browsers/in-browsers'
import { pinnedName, scriptName } from '../script-names'
import { isFull } from '../table-size'
import { type Names, type OddPage, oddPages } from './odd-page-table'

const tested = oddPages.filter(({ isAlways }) => isFull || isAlways)

describeInBrowsers('the beacon on an odd page', (stage) => {
  const { open, publish, settled, visitOf, host, apiUrl, beacon } = stage

  const names = (): Names => ({
    script: `${apiUrl()}/${scriptName}`,
    pinned: `${apiUrl()}/${pinnedName}`,
    api: apiUrl(),
    friend: `http://${host('friend.test')}`,
    tag: beacon,
  })

  const pathOf = ({ what }: OddPage) => `/odd/${what.replace(/[^a-z]+/gi, '-')}`

  const publishOdd = (row: OddPage) =>
    publish(pathOf(row), {
      html: `<title>Odd</title><nav></nav>${row.html(names())}`,
      headers: row.headers?.(names()) ?? {},
    })

  it.each(tested)('$what is one visit', async (row) => {
    const tab = await open(publishOdd(row), {}, row.before)
    const visit = await visitOf(pathOf(row), row.site)
    await settled(tab)
    expect(await stage.visitsBelow(pathOf(row), row.site)).toEqual([visit])
    expect(visit).toMatchObject({ page: pathOf(row), title: 'Odd', ...row.visit })
  })
})
