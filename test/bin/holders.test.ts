import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Book, openBook } from '../local/book'
import { visitbookHere } from './visitbook'

const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36'
const site = 'you.github.io'

/** An address, what it is called, of which kind, and the key. */
const people = [
  ['128.77.75.70', 'Prisma Access', 'gateway', 'prisma-access'],
  ['66.249.84.10', 'Google proxy (data saver)', 'gateway', 'google-proxy-data-saver'],
  ['129.78.5.8', 'University of Sydney', 'education', 'university-of-sydney'],
  ['131.111.150.25', 'University of Cambridge', 'education', 'university-of-cambridge'],
  ['129.67.3.4', 'University of Oxford', 'education', 'university-of-oxford'],
  ['129.215.1.2', 'University of Edinburgh', 'education', 'university-of-edinburgh'],
] as const

const lineOf = (address: string, at: number) =>
  `${address} - - [20/Nov/2026:10:00:0${at} +0000] "GET /cv.html HTTP/1.1" 200 5000 "-" "${chrome}"\n`

describe('visits from ranges that have a label of their own', () => {
  let book: Book
  const run = (...args: string[]) =>
    visitbookHere(args, { env: { PORT: new URL(book.url).port, VISITBOOK_DATA: book.folder } })
  const listed = async (...args: string[]) =>
    (await run('visits', '--since', '5000w', '--format', 'ndjson', ...args)).stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line))

  beforeAll(async () => {
    book = await openBook()
    const log = join(book.folder, 'access.log')
    writeFileSync(log, people.map(([address], at) => lineOf(address, at)).join(''))
    const { stderr } = await run('import', 'access-log', log, '--site', site)
    expect(stderr).toContain(`${people.length} recorded`)
  }, 120_000)
  afterAll(() => book.close())

  test('are people’s, and named by the holder of the range', async () => {
    const visits = await listed()
    expect(
      visits
        .toReversed()
        .map(({ organisation, kind, organisationKey, evidence, bot }) => [
          organisation,
          kind,
          organisationKey,
          evidence,
          bot,
        ]),
    ).toEqual(people.map(([, name, kind, key]) => [name, kind, key, 'label: range', null]))
  })

  test('a gateway is no organisation that came, a university inside a research network is', async () => {
    const { stdout } = await run('organisations', '--since', '5000w', '--format', 'json')
    const came: string[] = JSON.parse(stdout).organisations.map(({ key }: { key: string }) => key)
    expect(came.toSorted()).toEqual(
      people
        .filter(([, , kind]) => kind === 'education')
        .map(([, , , key]) => key)
        .toSorted(),
    )
  })

  test('are found by the holder, and by the number of the network that carries it', async () => {
    const of = async (organisation: string) =>
      (await listed('--organisation', organisation)).map(({ organisationKey }) => organisationKey)
    expect(await of('university-of-cambridge')).toEqual(['university-of-cambridge'])
    expect(await of('AS786')).toEqual([
      'university-of-edinburgh',
      'university-of-oxford',
      'university-of-cambridge',
    ])
    expect(await of('janet-jisc')).toEqual([])
  })
})
