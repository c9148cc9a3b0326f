import type { Browser } from 'playwright-core'
import type { Message } from '../../../lambda/domain/message/message'
import type { OutboxEntry } from '../../../lambda/domain/message/outbox-entry'
import { write } from '../../../lambda/domain/message/writing/write'
import { utc } from '../../../lambda/domain/time/zone'
import { terminalWay } from '../../../local/messages/terminal-way'
import { exampleSite } from '../../../web/dashboard/example/example-site'
import { type Book, openBook } from '../../local/book'
import { hostileMessages, hostileTexts, messages } from '../../support/messages/messages'
import { describeInChromium, launch } from '../browser'

const at = '2026-11-22T15:45:50.123Z'
const answer = '<script>alert(1)</script> 500'
const entryOf = (message: Message): OutboxEntry => ({
  ...{ message, state: 'failed', due: null, summary: null, version: 2 },
  deliveries: [{ way: 'webhook hooks.example.com', state: 'failed', tries: [{ at, answer }] }],
})
const entries = [...messages, ...hostileTexts.flatMap(hostileMessages)].slice(0, 50).map(entryOf)

describeInChromium('the inbox of npm start', (chromium) => {
  let book: Book
  let browser: Browser
  const asked: unknown[] = []
  const outbox = {
    page: async (page: unknown) => {
      asked.push(page)
      return { entries, next: null }
    },
  }
  beforeAll(async () => {
    book = await openBook({ outbox })
    browser = await launch(chromium)
  }, 60_000)
  afterAll(async () => {
    await browser.close()
    await book.close()
  })

  it('shows each message as a mail and as text, and loads and runs nothing', async () => {
    const page = await browser.newPage({ viewport: { width: 320, height: 600 } })
    const requests: string[] = []
    const said: string[] = []
    page.on('request', (request) => requests.push(request.url()))
    page.on('dialog', (dialog) => said.push(dialog.message()))
    page.on('console', (line) => said.push(line.text()))
    await page.goto(book.inboxUrl ?? '')
    expect(await page.locator('article').count()).toBe(entries.length)
    for (const [place, { message }] of entries.slice(0, 20).entries()) {
      const { title, text } = write(message, { url: book.url, zone: utc })
      const article = page.locator('article').nth(place)
      await article.scrollIntoViewIfNeeded()
      const mail = article.frameLocator('iframe').locator('h1')
      expect((await mail.innerText()).replace(/\s+/g, ' ')).toBe(title)
      expect(await article.locator('pre').innerText()).toContain(text.split('\n')[0])
      expect(await article.locator('.state').innerText()).toContain(
        `webhook hooks.example.com: failed (${answer})`,
      )
    }
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320)
    expect(requests.filter((url) => url !== 'about:srcdoc')).toEqual([book.inboxUrl])
    expect(said).toEqual([])
    expect(asked).toEqual([{ after: null, most: 50 }])
  }, 60_000)

  it('leads to the dashboard, in a tab of its own', async () => {
    const page = await browser.newPage()
    await page.goto(book.inboxUrl ?? '')
    const link = page.locator('article').first().frameLocator('iframe').getByRole('link')
    const [popup] = await Promise.all([page.waitForEvent('popup'), link.click()])
    expect(popup.url()).toBe(`${book.url}/?view=organisation&key=acme-corp&site=you.github.io`)
  }, 60_000)

  it.each(['/inbox', '/inbox/', `/inbox/${'0'.repeat(32)}`])('is not at %s', async (path) => {
    expect(await book.ask(`GET ${path}`, { token: null, documented: false })).toMatchObject({ status: 404 })
  })
})

test.each(entries)(
  '$message.kind is printed in the terminal without control characters',
  async ({ message }) => {
    const printed: string[] = []
    const written = write(message, { url: 'https://book.example', zone: utc })
    expect(await terminalWay((text) => printed.push(text)).send(message, written)).toEqual({
      result: 'sent',
      answer: 'printed',
    })
    expect(printed.join('').replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
    expect(printed.join('')).toContain(written.text.split('\n')[0])
  },
)

test('whatever is in a text, a terminal gets no control characters', async () => {
  const printed: string[] = []
  const [message] = messages as [Message]
  const written = { ...write(message, { url: '', zone: utc }), text: '\u001b[31mred\u0007\n\u202eb\u009b2J' }
  await terminalWay((text) => printed.push(text)).send(message, written)
  expect(printed).toEqual(['\n[31mred\nb2J\n'])
})

test('of the example a terminal gets nothing, as its hundred messages would push the link to the dashboard away', async () => {
  const printed: string[] = []
  const [message] = messages as [Message]
  const ofExample = { ...message, site: exampleSite }
  const sent = await terminalWay((text) => printed.push(text)).send(
    ofExample,
    write(ofExample, { url: '', zone: utc }),
  )
  expect(sent).toEqual({ result: 'sent', answer: 'in the inbox alone, as it is invented' })
  expect(printed).toEqual([])
})
