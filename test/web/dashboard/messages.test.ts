import type { Page } from 'playwright-core'
import { messageId } from '../../../lambda/domain/message/message'
import type { OutboxEntry } from '../../../lambda/domain/message/outbox-entry'
import { dynamoOutboxStore } from '../../../lambda/store/dynamo/outbox-store'
import { openDatabase } from '../../../local/engine/database'
import { visitAt } from '../../support/memory/visits'
import {
  delivery,
  handed,
  merged,
  organisationMessage,
  recipientMessage,
  waiting,
} from '../../support/outbox-entries'
import { describeInChromium } from '../browser'
import { dashboardStage, headline, widthOf } from './stage'

const site = 'ada.example'
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()
const hook = 'webhook hooks.example.com'
const hostile = '<img src=x onerror=alert(1)> Corp'

function entries(): OutboxEntry[] {
  const took = delivery('e-mail', 'sent', [ago(180), '200'])
  const refused = delivery(hook, 'failed', [ago(180), 'timed out after 5 s'], [ago(179), '503 <b>busy</b>'])
  const summary = messageId('summary', null, ago(0))
  return [
    handed(organisationMessage(ago(180), { key: 'sap', name: 'SAP' }), took, refused),
    { ...waiting(recipientMessage(ago(120), '7k2m9qxw4c')), due: ago(-600) },
    merged(organisationMessage(ago(240), { key: 'hostile', name: hostile }), summary),
  ]
}

describeInChromium('messages', (chromium) => {
  const stage = dashboardStage(chromium, {
    sites: [site],
    visits: () => [visitAt(ago(180), { site, page: '/', asn: 14114 })], // SAP
    before: async (data) => {
      const database = await openDatabase(data)
      const store = dynamoOutboxStore({ ...database, now: () => new Date(), retentionDays: 365 })
      for (const entry of entries()) await store.add(entry)
      await database.close()
    },
  })
  const itemOf = (page: Page, name: string) =>
    page.getByRole('listitem').filter({ has: page.getByRole('heading', { name }) })

  it('are listed, the newest first, with what each way answered', async () => {
    const page = await stage.open('/?view=messages')
    await headline(page, '1 message failed')
    expect(await page.getByRole('heading', { level: 2 }).allInnerTexts()).toEqual([
      'Acme, Jane Doe read what you sent',
      'SAP came to you.github.io for the first time',
      `${hostile} came to you.github.io for the first time`,
    ])
    await itemOf(page, 'Jane')
      .getByText(/^Next try on /)
      .waitFor()
    const failed = itemOf(page, 'SAP')
    await failed.getByText(`${hook}: 503 <b>busy</b>; given up`).waitFor()
    await failed.getByRole('button', { name: /^About / }).click()
    expect(await failed.locator('.line').allInnerTexts()).toEqual([
      expect.stringMatching(/: 200$/),
      expect.stringMatching(/: timed out after 5 s$/),
      expect.stringMatching(/: 503 <b>busy<\/b>$/),
    ])
    await failed.getByRole('link', { name: 'SAP' }).click()
    await headline(page, 'SAP')
  })

  it('an organisation is muted beside its message, and heard of again on its page', async () => {
    const page = await stage.open('/?view=messages')
    await itemOf(page, 'SAP').getByRole('button', { name: 'Mute messages SAP', exact: true }).click()
    await itemOf(page, 'SAP').getByRole('button', { name: 'Unmute messages SAP' }).waitFor()
    expect(await stage.json('/organisations/sap')).toMatchObject({ correction: { muted: true, name: null } })
    await page.goto(`${stage.local().url}/?view=organisation&key=sap`)
    await page.getByRole('button', { name: 'Unmute messages SAP' }).click()
    await page.getByRole('button', { name: 'Mute messages SAP', exact: true }).waitFor()
    expect(await stage.json('/organisations/sap')).toMatchObject({ correction: null })
  })

  it('a recipient is muted on its page', async () => {
    await stage.ask('/recipients', {
      method: 'POST',
      body: JSON.stringify({ name: 'Acme', page: `https://${site}/cv` }),
    })
    const page = await stage.open('/?view=recipients')
    await page.getByRole('button', { name: 'About Acme' }).click()
    await page.getByRole('button', { name: 'Mute messages Acme', exact: true }).click()
    await page.getByRole('button', { name: 'Unmute messages Acme' }).waitFor()
    expect(await stage.json('/recipients')).toMatchObject({ recipients: [{ name: 'Acme', muted: true }] })
  })

  it('Health says which way does not take them, and leads to them', async () => {
    const page = await stage.open('/?view=health')
    await headline(page, 'Messages do not arrive')
    await page.getByText(`${hook}: 503 <b>busy</b>`).waitFor()
    await page.getByText('1 waiting, 1 failed.').waitFor()
    await page.getByRole('link', { name: 'Look at them' }).click()
    await headline(page, '1 message failed')
  })

  it('one that failed is sent once more', async () => {
    const page = await stage.open('/?view=messages')
    await itemOf(page, 'SAP')
      .getByRole('button', { name: /^Send again/ })
      .click()
    await headline(page, /^Messages$/)
    await itemOf(page, 'SAP')
      .getByText(/^(waiting|sent)$/)
      .waitFor()
  })

  it('a test message is sent, and one that is refused says why', async () => {
    const page = await stage.open('/?view=messages')
    const button = page.getByRole('button', { name: 'Send a test message' })
    await page.route(/\/messages$/, (route) =>
      route.fulfill({
        status: 409,
        json: { status: 409, detail: 'messages are off: set notify and deploy' },
      }),
    )
    await button.click()
    await page.getByRole('alert').filter({ hasText: 'Messages are off: set notify and deploy.' }).waitFor()
    await page.unrouteAll()
    await button.click()
    await page.getByRole('heading', { name: 'Test message' }).waitFor()
  })

  it('an empty outbox says how to be told', async () => {
    const page = await stage.open('/?view=health')
    await page.route(/\/messages(\?|$)/, (route) => route.fulfill({ json: { messages: [], cursor: null } }))
    await page.getByRole('navigation').getByRole('link', { name: 'Messages' }).click()
    await page.getByText('"notify": {"email": "you@example.com"}').waitFor()
  })

  it.each([375, 320])('fit a page of %i px', async (width) => {
    const page = await stage.open('/?view=messages', { viewport: { width, height: 740 } })
    await itemOf(page, 'SAP').first().waitFor()
    expect(await widthOf(page)).toBeLessThanOrEqual(width)
  })
})
