import { waitForVisit } from '../../../bin/cli/setup/first-visit'
import { type Book, openBook, page } from '../../local/book'

let book: Book
const said: string[] = []
let heard = () => {}
let spies: readonly jest.SpyInstance[] = []

beforeAll(async () => {
  spies = [
    jest.spyOn(console, 'info').mockImplementation(),
    jest.spyOn(console, 'error').mockImplementation((line: string) => {
      said.push(line)
      heard()
    }),
  ]
  book = await openBook()
})
afterAll(async () => {
  await book.close()
  for (const spy of spies) spy.mockRestore()
})
beforeEach(() => said.splice(0))

async function until(text: string): Promise<void> {
  while (!said.some((line) => line.includes(text)))
    await new Promise<void>((resolve) => {
      heard = resolve
    })
}

const send = (origin: string, path: string) =>
  book.ask('POST /visits', { headers: { ...page, origin }, body: { page: path }, token: null })

test('a beacon that is refused meanwhile is told once, with what would let it in; the first visit ends it', async () => {
  const waiting = waitForVisit(book, false)
  await until('Waiting for the first visit')
  await send('https://www.example.org', '/cv.html')
  await until('A beacon was refused')
  await send('https://you.github.io', '/cv.html')
  await waiting
  expect(said).toEqual([
    expect.stringContaining('Ctrl-C ends this without harm'),
    "✗ A beacon was refused, origin not listed: www.example.org. if this is yours: VISITBOOK_SITES='you.github.io,www.example.org' npm start",
    expect.stringMatching(
      /^✓ A visit is recorded: you\.github\.io\/cv\.html at [\d: -]+ UTC, of no organisation that is known$/,
    ),
  ])
})

test('where a table was taken back, its old visits are not the one that is waited for', async () => {
  const waiting = waitForVisit(book, true)
  await until('A beacon was refused') // so it has looked for a visit
  await send('https://you.github.io', '/new.html')
  await waiting
  expect(said.at(-1)).toContain('you.github.io/new.html')
})

test('Ctrl-C ends the waiting and nothing else', async () => {
  const waiting = waitForVisit(book, true)
  await until('A beacon was refused')
  process.emit('SIGINT')
  await waiting
  expect(said.at(-1)).toBe('Not waiting any longer. When a visit comes, the dashboard shows it.')
})
