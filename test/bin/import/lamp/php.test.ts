import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryFolder } from '../../../store/fixtures'
import { inFull } from '../../../support/size'
import { visitbookHere } from '../../visitbook'
import { storedVisits } from '../stored-visits'
import { missingPrograms, type PhpServer, startPhpServer } from './php-server'

const size = inFull(20_000, 2_000, 500)
const agents = [
  'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0',
  'O\'Brien \\ "quoted" \u00f0\u009f\u00a6\u0089;', // an owl in UTF-8, as its bytes go over HTTP
  null,
  'Googlebot/2.1 (+http://www.google.com/bot.html)',
]
const pages = ['/', '/cv.html', '/caf%C3%A9?utm_source=mail', '/%F0%9F%A6%89/', "/it's"]
const addresses = ['17.253.144.10', '87.128.1.1', '8.8.8.8', '2001:4860:4860::8888']

/** What a page's call brings along, by its number. */
function headersOf(at: number): Record<string, string> {
  const agent = agents[Math.floor(at / 5) % agents.length]
  return {
    Referer: `https://${at % 10 === 9 ? 'www.example.com' : 'you.github.io'}${pages[at % pages.length]}`,
    'X-Forwarded-For': addresses[at % addresses.length] as string,
    ...(agent && { 'User-Agent': agent }),
    ...(at % 31 === 0 && { DNT: '1' }),
  }
}

const missing = missingPrograms()
if (missing.length > 0)
  process.stderr.write(
    `Skipping the table that PHP itself writes into MariaDB: ${missing.join(', ')} not here\n`,
  )

;(missing.length > 0 ? describe.skip : describe)('a table that record.php filled', () => {
  const { folder, remove } = temporaryFolder()
  let server: PhpServer
  beforeAll(async () => {
    server = await startPhpServer('+02:00')
    let next = 0
    const caller = async () => {
      while (next < size) expect(await server.call(headersOf(next++))).toBe(200)
    }
    await Promise.all(Array.from({ length: 8 }, caller))
    await server.sql(`UPDATE record SET info = LEFT(info, 300) WHERE id % 97 = 0;
      UPDATE record SET info = JSON_REMOVE(info, '$.HTTP_REFERER') WHERE id % 91 = 0 AND id % 97 != 0;
      UPDATE record SET info = JSON_REMOVE(info, '$.REMOTE_ADDR', '$.HTTP_X_FORWARDED_FOR') WHERE id % 83 = 0 AND id % 97 != 0`)
  }, 300_000)
  afterAll(async () => {
    await server?.close()
    remove()
  })

  /** Rows that have their JSON whole and came from a page of the site, as awk counts them. */
  async function countedByAwk(): Promise<number> {
    const program = String.raw`/\}$/ && /"HTTP_REFERER": ?"https:[\\\/]+you\.github\.io/ { mine++ } END { print mine }`
    return Number(execFileSync('awk', [program], { input: await server.sql('SELECT info FROM record') }))
  }

  async function imported(dump: Buffer, data: string, ...more: string[]) {
    const file = join(folder, 'record.sql')
    writeFileSync(file, dump)
    const args = ['import', 'lamp', file, '--site', 'you.github.io', '--address', 'forwarded', '--json']
    const ran = await visitbookHere([...args, '--data', join(folder, data), ...more])
    return { ...ran, counts: JSON.parse(ran.stdout) }
  }

  test('becomes as many visits as awk counts, with organisations, from each kind of dump the same', async () => {
    const mine = await countedByAwk()
    expect(mine).toBeGreaterThan(size * 0.8)
    const first = await imported(await server.dump(), 'data')
    expect(first.counts).toMatchObject({ rows: size, visits: mine, recorded: mine })
    expect(first.stderr).not.toContain('PHP noted')

    const visits = await storedVisits(join(folder, 'data'), 'you.github.io')
    expect(visits).toHaveLength(mine)
    const names = new Set(visits.map(({ organisation }) => organisation))
    for (const name of ['Apple', 'Google']) expect(names).toContain(name)
    expect(new Set(visits.map(({ page }) => page))).toEqual(
      new Set(['/', '/cv.html', '/café', '/🦉/', "/it's"]),
    )
    expect(visits.filter(({ userAgent }) => userAgent?.includes('🦉')).length).toBeGreaterThan(0)

    const byClock = await server.dump('--skip-tz-utc', '--complete-insert', '--skip-extended-insert')
    const again = await imported(byClock, 'data', '--tz', 'Etc/GMT-2')
    expect(again.counts).toMatchObject({ recorded: 0, alreadyThere: mine })
    const ansi = await imported(await server.dump('--compatible=ansi', '--hex-blob'), 'data')
    expect(ansi.counts).toMatchObject({ recorded: 0, alreadyThere: mine })
    const wrong = await imported(byClock, 'data', '--dry-run')
    expect(wrong.stderr).toMatch(/by --tz UTC, \d+ rows were made 2 h later than PHP noted/)
  }, 300_000)
})
