import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { visitbookHere } from '../bin/visitbook'
import { temporaryFolder } from '../store/fixtures'
import { releaseClock, setClock } from './clock'
import { env, exportTo, serving } from './export'
import { fileOf, type Item, itemsOf, keptAnswer, linesOf, moment, putItems, type Step } from './fixture'
import { importing, seed } from './seed'
import { type Database, openDatabase, openService, type Request, type Service } from './service'

const table = linesOf<Item>('table.jsonl')
const steps = linesOf<Step>('answers.jsonl')
const log = fileOf('access.log')

interface Opened {
  readonly folder: string
  readonly database: Database
  close(): Promise<void>
}

async function opened(items: readonly Item[]): Promise<Opened> {
  const { folder, remove } = temporaryFolder()
  const database = await openDatabase(folder)
  await putItems(database, items)
  setClock(moment)
  const close = async () => {
    releaseClock()
    await database.close()
    remove()
  }
  return { folder, database, close }
}

beforeAll(() => {
  jest.spyOn(console, 'info').mockImplementation() // refusals are logged
})

describe('the table of the version before', () => {
  let book: Opened
  let service: Service
  beforeAll(async () => {
    book = await opened(table)
    service = openService(book.database)
  })
  afterAll(() => book.close())

  test('is exported, anew and by an export that was interrupted then', async () => {
    const [whole, begun] = [join(book.folder, 'whole.csv'), join(book.folder, 'begun.csv')]
    cpSync(fileOf('unfinished.csv'), `${begun}.part`)
    cpSync(fileOf('unfinished.jsonl'), `${begun}.part.json`)
    const runs = await serving(service, async () => [
      await visitbookHere(exportTo(whole), { env }),
      await visitbookHere(exportTo(begun), { env }),
    ])
    expect(runs.map(({ code }) => code)).toEqual([0, 0])
    expect(runs[1]?.stderr).toContain('has the columns of another version; the export begins anew')
    const recorded = readFileSync(fileOf('export.csv'), 'utf8')
    for (const file of [whole, begun]) expect(readFileSync(file, 'utf8')).toBe(recorded)
  })

  test('answers every request as it did, byte for byte, cursors of then among them', async () => {
    const differing: unknown[] = []
    for (const { at, answer, ...request } of steps) {
      setClock(at)
      if (answer === undefined) await service.count()
      else {
        const now = keptAnswer(await service.ask(request as Request))
        if (JSON.stringify(now) !== JSON.stringify(answer)) differing.push({ request, before: answer, now })
      }
    }
    expect(differing).toEqual([])
    expect(steps.length).toBeGreaterThan(200)
  }, 120_000)
})

test('the visits, refusals, corrections and the log of then make the same table', async () => {
  const { folder, database, close } = await opened([])
  await seed({ database, visitbook: visitbookHere, folder, log })
  const all = (await itemsOf(database)).map(withoutBytes).map(withoutNewFacts)
  const items = all.filter(
    ({ sk }) => !/#(section|sectionInView|engagement|secondsInFront|link)#/.test(String(sk)),
  ) // counted since
  expect(items).toHaveLength(table.length)
  expect(items).toEqual(expect.arrayContaining(table.map(withoutBytes)))
  await close()
})

test('a log that was imported then adds nothing', async () => {
  const { folder, database, close } = await opened(table.filter(({ pk }) => !String(pk).endsWith('#ROLLUP')))
  const before = await itemsOf(database)
  const { stderr } = await visitbookHere(importing(log, folder))
  expect(stderr).toContain('already there')
  expect((await itemsOf(database)).filter(isNoRecountMark)).toEqual(before)
  await close()
})

/** Days are marked before an import looks whether it has anything to add. */
const isNoRecountMark = ({ sk }: Item): boolean => !String(sk).startsWith('REOPENED#')

/**
 * Since then a visit keeps the holder of its range, an imported one whether its browser fetched assets, and a day whether its
 * index has domains. Index and
 * organisations go by the holder; of then, ETH Zurich was AS559.
 */
function withoutNewFacts({ org: _, assets: __, domains: ___, log: ____, from: _____, ...item }: Item): Item {
  const named = (text: unknown) =>
    typeof text === 'string' ? text.replace('HOLDER#eth-zurich', 'ASN#559') : text
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, named(value)]))
}

/** Which bytes deflating makes is up to Node; what they say is told by the answers. */
const withoutBytes = (item: Item): Item =>
  Object.fromEntries(
    Object.entries(item).map(([name, value]) => [name, typeof value === 'object' ? null : value]),
  )
