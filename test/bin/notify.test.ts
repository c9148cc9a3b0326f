import { localSettings } from '../../local/settings'
import { type Book, openBook } from '../local/book'
import { visitbookHere } from './visitbook'

let book: Book
beforeAll(async () => {
  jest.spyOn(console, 'log').mockImplementation() // messages are printed
  book = await openBook({ notify: localSettings({}).notify })
}, 120_000)
afterAll(() => book.close())

const run = (...args: string[]) =>
  visitbookHere(args, { env: { VISITBOOK_URL: book.url, VISITBOOK_TOKEN: book.token } })

test('a test message arrives by the service itself, and so does one that is sent once more', async () => {
  const { code, stdout, stderr } = await run('notify', '--test')
  expect([code, stdout]).toEqual([0, expect.stringMatching(/^terminal: sent, printed$/m)])
  const id = /msg_[0-9a-f]{24}/.exec(stderr)?.[0] ?? ''
  expect((await book.ask('GET /messages')).json).toMatchObject({
    messages: [
      { id, kind: 'test', state: 'sent', due: null, deliveries: [{ way: 'terminal', state: 'sent' }] },
    ],
  })
  const again = await run('messages', '--resend', id)
  expect([again.code, again.stdout]).toEqual([0, expect.stringMatching(/^terminal: sent, printed$/m)])
  expect((await book.ask('GET /status')).json.messages).toEqual({
    waiting: 0,
    failed: 0,
    trouble: [],
    mail: null,
  })
})
