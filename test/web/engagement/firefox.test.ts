import { setTimeout as sleep } from 'node:timers/promises'
import { isFull } from '../../support/size'
import { describeInFirefox } from '../browsers/firefox'
import { firefoxStage } from '../stage'
import { hiding } from './hiding'

const reading = 2300

/** Firefox has no fetchLater, and reports when its page is hidden or goes. */
if (isFull)
  describeInFirefox('what was read, in Firefox', (firefox) => {
    const { publish, beacon, open, reports, reportOf, visitOf, settled } = firefoxStage(firefox)
    const elsewhere = () => publish('/elsewhere', 'somewhere else', 'friend.test')

    it('is told once by a page that is left, with its sections and what was used', async () => {
      const article = `<section id="intro">intro</section><a data-visitbook="more">more</a>`
      const page = await open(publish('/left', beacon() + article))
      expect(await page.evaluate('typeof fetchLater')).toBe('undefined')
      await visitOf('/left')
      await page.click('a')
      await sleep(reading)
      expect(reports('/left')).toEqual([])
      await page.goto(elsewhere())
      const report = await reportOf('/left')
      expect(report).toMatchObject({ acted: true, reach: 100, links: { '#more': 1 } })
      expect(report.id).toBe((await visitOf('/left')).id)
      expect(report.seconds).toBeGreaterThan(0)
      expect(report.sections).toEqual({ intro: report.seconds })
      expect(reports('/left')).toHaveLength(1)
      expect((await visitOf('/left')).seconds).toBe(report.seconds)
    })

    it('is told by a page that is hidden', async () => {
      const page = await open(publish('/hidden', beacon()), {}, hiding(false))
      await sleep(reading)
      await page.evaluate('hide()')
      expect((await reportOf('/hidden')).seconds).toBeGreaterThan(0)
    })

    it('is told to nobody with data-engagement="off"', async () => {
      const page = await open(publish('/untold', beacon('data-engagement="off"')))
      await sleep(reading)
      await page.goto(elsewhere())
      await visitOf('/untold')
      await settled(page)
      expect(reports('/untold')).toEqual([])
    })
  })
else test.skip('what was read, in Firefox: in full size alone', () => {})
