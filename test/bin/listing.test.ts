import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Book, openBook } from '../local/book'
import { parseCsv } from '../support/csv'
import { describeWithRealLog, realLog, realLogViews } from '../support/real-log'
import { type Fate, flakyServer } from './flaky-server'
import { visitbook, visitbookHere } from './visitbook'

describeWithRealLog('listing and exporting a real log', () => {
  let book: Book
  const environment = () => ({ PORT: new URL(book.url).port, VISITBOOK_DATA: book.folder })
  const everybody = ['--bot', 'include'] // a third of a real log is bots
  const run = (command: string, ...args: string[]) =>
    visitbookHere([command, ...(['visits', 'export'].includes(command) ? everybody : []), ...args], {
      env: environment(),
    })
  const api = async (query: string) => (await book.ask(`GET /visits?bot=include&${query}`)).text

  beforeAll(async () => {
    book = await openBook()
    const { stderr } = await run('import', 'access-log', realLog, '--site', 'semicomplete.com')
    expect(stderr).toContain(`${realLogViews} recorded`) // while a server runs on the same folder
  }, 60_000)
  afterAll(() => book.close())

  test('all formats list the same visits, each once, newest first, across days', async () => {
    const all = async (format: string) => (await run('visits', '--limit', 'all', '--format', format)).stdout
    const { visits } = JSON.parse(await all('json'))
    const positions = visits.map(({ time, id }: { time: string; id: string }) => `${time}#${id}`)
    expect(positions).toHaveLength(realLogViews)
    expect(positions).toEqual([...new Set(positions)].toSorted().toReversed())
    expect(new Set(positions.map((position: string) => position.slice(0, 10))).size).toBe(3)

    const ndjson = (await all('ndjson')).trimEnd().split('\n')
    expect(ndjson.map((line) => JSON.parse(line))).toEqual(visits)
    const [head, ...rows] = parseCsv(await all('csv'))
    expect(head).toEqual(Object.keys(visits[0]))
    expect(rows.map(([id]) => id)).toEqual(visits.map(({ id }: { id: string }) => id))
    expect((await all('table')).trimEnd().split('\n')).toHaveLength(realLogViews + 1)
  })

  test('sittings have each visit once, as a plain count has them', async () => {
    const all = async (...args: string[]) =>
      JSON.parse((await run('visits', '--limit', 'all', '--format', 'json', ...args)).stdout)
    const [{ visits }, { sittings }] = [await all(), await all('--sittings')]
    const plain: string[][] = []
    const open = new Map<string, { last: number; ids: string[] }>()
    for (const { id, time, visitor } of visits.toReversed()) {
      const sitting = open.get(visitor)
      const isNext = sitting !== undefined && Date.parse(time) - sitting.last <= 30 * 60_000
      const ids = isNext ? sitting.ids : []
      if (!isNext) plain.push(ids)
      ids.push(id)
      open.set(visitor, { last: Date.parse(time), ids })
    }
    const told = sittings.map((sitting: { visits: { id: string }[] }) => sitting.visits.map(({ id }) => id))
    expect(told.length).toBeGreaterThan(1000)
    expect(told.toSorted()).toEqual(plain.toSorted())
    const { stdout } = await run('visits', '--sittings', '--limit', '3', '--utc')
    expect(stdout.split('\n', 1)[0]).toMatch(
      /^BEGAN \(UTC\) +SITE +ORGANISATION +VIEWS +LASTED +FROM +COUNTRY +PAGES$/,
    )
  })

  test.each([
    [
      ['visits', '--site', 'semicomplet.com'],
      'there is no site semicomplet.com; there are semicomplete.com, you.github.io',
    ],
    [['visits', '--since', '30d'], 'the last visit was on 2015-05-19: --from 2015-05-01'],
    [['visits', '--sittings', '--since', '30d'], 'no sittings since'],
    [
      ['organisations', '--site', 'semicomplete.com', '--since', '30d'],
      'no organisations of semicomplete.com since',
    ],
    [['organisations'], 'the last visit was on 2015-05-19: --from 2015-05-01'],
    [
      ['organisations', '--from', '2015-05-01', '--to', '2015-05-31', '--kind', 'government'],
      'visits came from networks of other kinds: ',
    ],
    [
      ['organisations', '--site', 'you.github.oi'],
      'there is no site you.github.oi; there are semicomplete.com',
    ],
    [['visits', '--sittings', '--site', 'you.github.oi'], 'there is no site you.github.oi'],
    [['messages'], 'There is no message yet.'],
    [['link', 'list'], 'There is no link yet: ./visitbook link URL --to NAME makes one'],
    [['refusals'], 'nothing was turned away from '],
    [
      ['visits', '--page', '/nowhere'],
      'no such visits by these filters; visits of bots and my own are left out',
    ],
  ])('%j prints no bare head, and says why there is nothing', async (args, why) => {
    const { code, stdout, stderr } = await run(args[0] as string, ...args.slice(1))
    expect([code, stdout]).toEqual([0, ''])
    expect(stderr).toContain(why)
  })

  test('as a process it keeps data on stdout and all else on stderr', async () => {
    const [listed, exported] = await Promise.all([
      visitbook(['visits', ...everybody, '--limit', '1', '--format', 'ndjson'], { env: environment() }),
      visitbook(['export', ...everybody, '--to', '2015-05-16'], { env: environment() }),
    ])
    expect(listed).toEqual({ code: 0, stdout: await api('limit=1&format=ndjson'), stderr: '' })
    expect(exported).toEqual({ code: 0, stdout: await api('to=2015-05-16&format=csv'), stderr: '' })
  })

  test.each([
    ['csv', 'limit=50'],
    ['ndjson', 'limit=50'],
  ])('%s is what the API answers, byte by byte', async (format, query) => {
    expect((await run('visits', '--format', format)).stdout).toBe(await api(`${query}&format=${format}`))
  })

  test.each([
    [['--page', '/projects/xdotool/', '--limit', '700'], 'page=/projects/xdotool/&limit=500'],
    [['--from', '2015-05-18', '--to', '2015-05-18', '--limit', '3'], 'from=2015-05-18&to=2015-05-18&limit=3'],
    [
      ['--site', 'semicomplete.com', '--referrer', 'www.google.nl'],
      'site=semicomplete.com&referrer=www.google.nl',
    ],
    [
      ['--referrer-group', 'search', '--browser', 'Firefox 29', '--os', 'Windows 7', '--device', 'desktop'],
      'referrerGroup=search&browser=Firefox%2029&os=Windows%207&device=desktop',
    ],
    [['--language', 'de-DE'], 'language=de-DE'],
    [['--site', 'other.example'], 'site=other.example'],
  ])('%j asks the API for %s', async (args, query) => {
    const { code, stdout } = await run('visits', '--format', 'json', ...args)
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toEqual(JSON.parse(await api(query)))
  })

  test('--since counts back from now', async () => {
    expect((await run('visits', '--since', '4w', '--format', 'ndjson')).stdout).toBe('')
    expect((await run('visits', '--since', '5000w', '--limit', '2', '--format', 'ndjson')).stdout).toBe(
      await api('limit=2&format=ndjson'),
    )
  })

  test.each([
    [{ VISITBOOK_TOKEN: 'vb_unknown' }, [], 3, 'this token is unknown'],
    [{}, ['--from', 'yesterday'], 2, 'from must be a day such as'],
    [{}, ['--country', 'Germany'], 2, 'two letters'],
    [{ PORT: '2' }, [], 1, 'cannot reach http://127.0.0.1:2 (ECONNREFUSED)'],
    [{ VISITBOOK_URL: 'https://elsewhere.example' }, [], 3, 'no token: set VISITBOOK_TOKEN'],
  ])('with %j and %j it ends with %i: %s', async (env, args, code, message) => {
    const ran = await visitbookHere(['visits', ...args], { env: { ...environment(), ...env } })
    expect(ran).toEqual({ code, stdout: '', stderr: expect.stringContaining(message) })
    expect(ran.stderr.trim().split('\n')).toHaveLength(1)
  })

  test('bots are left out unless they are asked for', async () => {
    const count = async (...args: string[]) => {
      const ran = await visitbookHere(['visits', '--limit', 'all', '--format', 'ndjson', ...args], {
        env: environment(),
      })
      return ran.stdout.trimEnd().split('\n').filter(Boolean).length
    }
    const [people, bots, all] = [await count(), await count('--bot', 'only'), await count('--bot', 'include')]
    expect(people).toBeGreaterThan(0)
    expect(bots).toBeGreaterThan(0)
    expect(people + bots).toBe(all)
  })

  test('a table that ends before the visits do says so', async () => {
    const { stderr } = await run('visits', '--limit', '3')
    expect(stderr).toBe('visitbook: 3 visits and more came; --limit all lists all of them\n')
  })

  test('organisations are listed as a table, as CSV and as the API answers them', async () => {
    const since = ['organisations', '--since', '5000w', '--kind', 'all']
    const ask = (format: string) => visitbookHere([...since, '--format', format], { env: environment() })
    const { organisations, complete } = JSON.parse((await ask('json')).stdout)
    expect(complete).toBe(true)
    const table = (await ask('table')).stdout.trimEnd().split('\n')
    expect(table[0]).toMatch(
      /^LAST SEEN \(UTC\) +ORGANISATION +KIND +VISITS +VISITORS +COUNTRIES +NETWORKS +PAGES$/,
    )
    const csv = (await ask('csv')).stdout.trimEnd().split('\r\n')
    expect(csv[0]).toBe(
      'key,name,domain,kind,confidence,evidence,asns,visits,visitors,countries,pages,firstSeen,lastSeen,seconds,sections,links,star,note',
    )
    expect([table.length, csv.length]).toEqual([organisations.length + 1, organisations.length + 1])
    const answered = await book.ask(`GET /organisations?from=1970-01-01&kind=all&limit=1000&format=csv`)
    expect(csv).toEqual(answered.text.trimEnd().split('\r\n'))
  })

  describe('an export', () => {
    const fileFor = (name: string) => join(book.folder, name)
    const exportThrough = async (fates: Fate[], ...args: string[]) => {
      const server = await flakyServer(book.url, fates)
      const env = { VISITBOOK_URL: url ?? server.url, VISITBOOK_TOKEN: book.token }
      const ran = await visitbookHere(['export', ...everybody, ...args], { env })
      server.close()
      return { ...ran, requests: server.requests() }
    }
    let url: string | null = null

    test('is everything there is, to a file and to a pipe, and a file is not overwritten unasked', async () => {
      const file = fileFor('all.csv')
      const listed = (await run('visits', '--limit', 'all', '--format', 'csv')).stdout
      const ran = await run('export', '--output', file)
      expect(ran).toEqual({
        code: 0,
        stdout: '',
        stderr: `${file}: ${realLogViews} visits, ${Buffer.byteLength(listed)} bytes\n`,
      })
      expect(readFileSync(file, 'utf8')).toBe(listed)
      expect((await run('export')).stdout).toBe(listed)
      expect(existsSync(`${file}.part`) || existsSync(`${file}.part.json`)).toBe(false)
      expect((await run('export', '--output', file, '--site', 'none.example')).code).toBe(2)
      expect(readFileSync(file, 'utf8')).toBe(listed)
      expect((await run('export', '--output', file, '--site', 'none.example', '--force')).code).toBe(0)
      expect(readFileSync(file, 'utf8')).toBe(await api('site=none.example&format=csv'))
    })

    test('for Excel is what the API answers for Excel, with its separator and zone', async () => {
      const file = fileFor('excel.csv')
      const options = ['--format', 'excel', '--separator', 'tab', '--zone', 'Asia/Kolkata']
      expect((await run('export', '--output', file, ...options)).code).toBe(0)
      const text = readFileSync(file, 'utf8')
      const [head, newest] = (await api('limit=1&format=excel&separator=tab&tz=Asia/Kolkata')).split('\r\n')
      expect(text.slice(0, 9)).toBe('\ufeffid\ttime\t')
      expect(`\ufeff${head?.replace('\ufeff', '')}\r\n${newest}`).toBe(
        text.split('\r\n').slice(0, 2).join('\r\n'),
      )
      expect((await run('export', '--format', 'excel', '--zone', 'Mars/Base')).stderr).toContain(
        '--zone must be the name',
      )
    })

    test('outlasts a busy server and broken connections', async () => {
      const ran = await exportThrough(['pass', 503, 'break', 429, 'pass', 502], '--format', 'ndjson')
      expect(ran).toMatchObject({ code: 0, stderr: '', requests: 5 + 4 })
      expect(ran.stdout).toBe((await run('visits', '--limit', 'all', '--format', 'ndjson')).stdout)
    })

    test('goes on where it was interrupted', async () => {
      const file = fileFor('resumed.csv')
      const server = await flakyServer(book.url, ['pass', 'pass', 500])
      url = server.url
      const ask = (...more: string[]) => exportThrough([], '--output', file, '--since', '5000w', ...more)
      expect(await ask()).toMatchObject({ code: 1, stderr: expect.stringContaining('no') })
      expect(existsSync(file)).toBe(false)
      writeFileSync(`${file}.part`, 'half a page that was cut short', { flag: 'a' })

      const other = await ask('--format', 'ndjson')
      expect(other).toMatchObject({ code: 2, stderr: expect.stringContaining('from another export') })
      const before = server.requests()
      const resumed = await ask()
      expect(resumed).toMatchObject({
        code: 0,
        stderr: expect.stringMatching(new RegExp(`^going on after 1000 visits\n.*${realLogViews} visits`)),
      })
      expect(server.requests() - before).toBe(3)
      expect(readFileSync(file, 'utf8')).toBe((await run('export')).stdout)
      server.close()
      url = null
    })

    test('can forget what an interrupted one has written', async () => {
      const file = fileFor('restarted.csv')
      await exportThrough(['pass', 500], '--output', file)
      const ran = await exportThrough([], '--output', file, '--site', 'semicomplete.com', '--restart')
      expect(ran.code).toBe(0)
      expect(readFileSync(file, 'utf8')).toBe((await run('export')).stdout)
    })
  })
})
