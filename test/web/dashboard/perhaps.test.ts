import { visitAt } from '../../support/memory/visits'
import { describeInChromium } from '../browser'
import { dashboardStage, headline, rowsOf } from './stage'

const site = 'ada.example'
const yesterday = (minute: number) => new Date(Date.now() - 86_400_000 + minute * 60_000).toISOString()

/** CERN is labelled; 1016 and 1053 are networks whose names look like firms’. */
const visits = () => [
  visitAt(yesterday(0), { site, asn: 513, page: '/a' }),
  ...[1, 2, 3].map((minute) => visitAt(yesterday(minute), { site, asn: 1016, page: '/b' })),
  visitAt(yesterday(4), { site, asn: 1053, page: '/a' }),
]

describeInChromium('firms that are but guessed', (chromium) => {
  const stage = dashboardStage(chromium, { sites: [site], visits })

  it.each([
    ['the list', `/?site=${site}`, '1 organisation came, and perhaps 2 firms more'],
    ['the list under a filter', `/?site=${site}&page=/a`, '1 organisation came, and perhaps 1 firm more'],
    ['a list of nothing else', `/?site=${site}&page=/b`, 'Perhaps 1 firm came'],
  ])('stand in %s below a line of their own', async (_, path, heading) => {
    const page = await stage.open(path)
    await headline(page, heading)
    const rows = await rowsOf(page.locator('table.organisations'))
    const names = rows
      .slice(1)
      .map(([name = '']) => name.replace(/(new)?(Business · a guess|Education).*/, ''))
    const line = names.indexOf('Perhaps a firm, by the look of its name')
    const guesses = path.includes('page=/a')
      ? ['BearCom Operating']
      : ['BearCom Operating', 'Technotic Sports'] // who came last stands first
    expect(names.slice(line + 1)).toEqual(path.includes('page=/b') ? ['Technotic Sports'] : guesses)
    expect(names.slice(0, line)).toEqual(path.includes('page=/b') ? [] : ['CERN'])
  })

  it('say of themselves that nobody has looked', async () => {
    const page = await stage.open(`/?site=${site}&view=organisation&key=technotic-sports-us`)
    await headline(page, 'Technotic Sports')
    expect(await page.innerText('main')).toContain(
      'AS1016. Its kind is a guess. Its name looks like a firm’s; nobody has looked at it.',
    )
  })
})
