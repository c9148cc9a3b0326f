import { beaconCode, inlineBeaconCode } from '../../../lib/assets/beacon-code'
import { inlineBeaconSnippet, pinnedBeaconSnippet } from '../../../lib/assets/beacon-snippet'
import { type Book, openBook } from '../../local/book'
import { visitbookHere } from '../visitbook'
import { bareService } from './bare-service'
import { meddler, type Passed, type PlantedPage, pageServer, type Served } from './page-server'

interface Finding {
  readonly check: string
  readonly status: 'passed' | 'skipped' | 'failed'
  readonly said: string
  readonly remedy?: string
}

let book: Book
let pages: Served
let planted: PlantedPage

beforeAll(async () => {
  jest.spyOn(console, 'info').mockImplementation()
  pages = await pageServer(() => planted)
  book = await openBook({ sites: ['you.github.io', pages.host, '*.you.dev'] })
})
afterAll(async () => {
  await book.close()
  await pages.close()
})

const snippet = () => `<script defer data-local src="${book.url}/visitbook.js"></script>`
const pinned = () => pinnedBeaconSnippet(book.url, beaconCode()).replace('<script', '<script data-local')

const inline = () =>
  inlineBeaconSnippet(book.url, inlineBeaconCode()).replace('<script', '<script data-local')

interface Asked {
  readonly url?: string
  readonly page?: string | null
  readonly token?: string
}

async function examine({ url = book.url, page = `${pages.url}/cv`, token = book.token }: Asked = {}) {
  const args = ['doctor', '--json', '--url', url, ...(page === null ? [] : ['--page', page])]
  const { code, stdout } = await visitbookHere(args, { env: { VISITBOOK_TOKEN: token } })
  const { healthy, checks } = JSON.parse(stdout) as { healthy: boolean; checks: Finding[] }
  const failures = checks.filter(({ status }) => status === 'failed')
  expect([code, healthy]).toEqual(failures.length === 0 ? [0, true] : [1, false])
  return { checks, failures, failing: failures.map(({ check }) => check) }
}

/** Everything in the table but what counting leaves, and the mark that an erased visit leaves at its place. */
async function itemsOf({ database }: Book): Promise<string[]> {
  const { ScanCommand } = await import('@aws-sdk/client-dynamodb')
  const { Items = [] } = await database.client.send(new ScanCommand({ TableName: database.tableName }))
  return Items.filter(({ erased }) => erased === undefined)
    .map((item) => `${item.pk?.S} ${item.sk?.S}`)
    .filter((key) => !/ROLLUP|REFUSALS/.test(key))
    .toSorted()
}

describe('a healthy service and page', () => {
  test.each<[string, () => PlantedPage]>([
    ['with the snippet', () => ({ body: snippet() })],
    ['with a pinned snippet', () => ({ body: pinned() })],
    ['with the beacon in itself', () => ({ body: inline() })],
    ['in gzip', () => ({ body: snippet(), gzip: true })],
    ['with the image', () => ({ body: `<img src="${book.url}/leaf.gif" alt="">` })],
    [
      'with the first version’s call',
      () => ({ body: `<script>$.ajax({url: '${book.url}/record'})</script>` }),
    ],
    [
      'with beacon and call, as the demo has them',
      () => ({ body: `${snippet()}<script>$.ajax({url: '${book.url}/record'})</script>` }),
    ],
    [
      'with a policy that lets it in',
      () => ({
        body: snippet(),
        headers: {
          'content-security-policy': `default-src 'none'; script-src 'self' ${book.url}; connect-src ${book.url}/visits`,
          'referrer-policy': 'strict-origin',
          'permissions-policy': 'camera=(), geolocation=()',
        },
      }),
    ],
    [
      'with a nonce and strict-dynamic',
      () => ({
        body: snippet().replace('<script', '<script nonce="r4nd0m"'),
        headers: { 'content-security-policy': "script-src 'strict-dynamic' 'nonce-r4nd0m' https:" },
      }),
    ],
  ])('%s has no fault', async (_, plant) => {
    planted = plant()
    const { failures, checks } = await examine()
    expect(failures).toEqual([])
    expect(checks.find(({ check }) => check === 'test visit')?.said).toBe(
      `recorded on ${pages.host}, read back, erased`,
    )
  })

  test('keeps no visit, no refusal and no organisation of it', async () => {
    planted = { body: snippet() }
    await examine()
    const before = await itemsOf(book)
    await examine()
    expect(await itemsOf(book)).toEqual(before)
    expect(await book.visits()).toEqual([])
    expect((await book.ask('GET /refusals')).json.refusals).toEqual([])
    expect((await book.ask('GET /organisations')).json.organisations).toEqual([])
  })

  test('without a page asks for none', async () => {
    const { failures, checks } = await examine({ page: null })
    expect(failures).toEqual([])
    expect(checks.find(({ check }) => check === 'page')?.said).toContain('add --page')
  })
})

describe('a page with a planted fault: its line fails alone, and says what to do', () => {
  const csp = (policy: string) => ({ 'content-security-policy': policy })
  test.each<[fault: string, check: string, remedy: RegExp, plant: () => PlantedPage]>([
    ['no snippet', 'snippet', /^paste before <\/head>: <script defer src=/, () => ({})],
    ['a snippet in a comment', 'snippet', /^paste before/, () => ({ body: `<!-- ${snippet()} -->` })],
    [
      'the snippet of another service',
      'snippet',
      /^replace it: <script/,
      () => ({
        body: '<script defer src="https://abc.execute-api.eu-west-1.amazonaws.com/visitbook.js"></script>',
      }),
    ],
    [
      'a snippet that waits for consent',
      'snippet',
      /^take type out/,
      () => ({ body: snippet().replace('defer', 'defer type="text/plain"') }),
    ],
    [
      'a snippet without data-local on this machine',
      'snippet',
      /add data-local/,
      () => ({ body: snippet().replace(' data-local', '') }),
    ],
    [
      'a pinned script that is no longer served',
      'integrity',
      /^paste anew: <script defer src=.*integrity="sha384-/,
      () => ({ body: pinned().replace(/\.[0-9a-f]{16}\.js/, '.0123456789abcdef.js') }),
    ],
    [
      'an integrity of another script',
      'integrity',
      /^paste anew/,
      () => ({ body: pinned().replace(/sha384-.{8}/, 'sha384-AAAAAAAA') }),
    ],
    [
      'an integrity without crossorigin',
      'integrity',
      /^add crossorigin="anonymous"/,
      () => ({ body: pinned().replace(' crossorigin="anonymous"', '') }),
    ],
    [
      'a policy without connect-src',
      'CSP for its message',
      /^add http:\S+ to connect-src/,
      () => ({ body: snippet(), headers: csp(`default-src 'self'; script-src ${book.url}`) }),
    ],
    [
      'a policy whose script-src is without the service',
      'CSP for the script',
      /^add http:\S+ to script-src/,
      () => ({ body: snippet(), headers: csp("script-src 'self' https://cdn.example.com") }),
    ],
    [
      'a policy in a meta element',
      'CSP for its message',
      /^add http:\S+ to connect-src/,
      () => ({
        body: snippet(),
        head: `<meta http-equiv="Content-Security-Policy" content="connect-src 'self'">`,
      }),
    ],
    [
      'a second policy',
      'CSP for the script',
      /to script-src/,
      () => ({ body: snippet(), headers: csp(`script-src ${book.url}, script-src-elem 'none'`) }),
    ],
    [
      'a sandbox',
      'CSP for the script',
      /allow-scripts/,
      () => ({ body: snippet(), headers: csp('sandbox allow-forms') }),
    ],
    [
      'no-referrer',
      'referrer policy',
      /Referrer-Policy: strict-origin-when-cross-origin/,
      () => ({ body: snippet(), headers: { 'referrer-policy': 'no-referrer' } }),
    ],
    [
      'no-referrer in a meta element',
      'referrer policy',
      /meta element/,
      () => ({ body: snippet(), head: '<meta name="referrer" content="no-referrer">' }),
    ],
    [
      'a permissions policy',
      'Permissions-Policy',
      /^take async: false out/,
      () => ({
        body: `<script>$.ajax({ url: '${book.url}/record', async: false })</script>`,
        headers: { 'permissions-policy': 'camera=(), sync-xhr=()' },
      }),
    ],
    [
      'no-referrer around the image',
      'referrer policy',
      /Referrer-Policy: strict-origin-when-cross-origin/,
      () => ({ body: `<img src="${book.url}/leaf.gif" alt="" referrerpolicy="no-referrer">` }),
    ],
    [
      'a beacon in itself that is older than the service',
      'integrity',
      /^paste the output BeaconSnippetInline anew/,
      () => ({ body: inline().replace(/beacon:"[0-9a-f]{16}"/, 'beacon:"0123456789abcdef"') }),
    ],
    ['two snippets', 'snippet', /^keep one/, () => ({ body: snippet() + snippet() })],
    [
      'a pin on the script that changes',
      'integrity',
      /^paste the name that carries its hash/,
      () => ({ body: pinned().replace(/\.[0-9a-f]{16}\.js/, '.js') }),
    ],
    [
      'a data-site that is not listed',
      'snippet',
      /set "sites" to .*"you.example.com"/,
      () => ({ body: snippet().replace('<script', '<script data-site="you.example.com"') }),
    ],
    ['a page that is gone', 'page', /^compare --page/, () => ({ status: 404 })],
    [
      'what is no page',
      'page',
      /^name a page/,
      () => ({ body: snippet(), headers: { 'content-type': 'text/plain' } }),
    ],
  ])('%s', async (_, check, remedy, plant) => {
    planted = plant()
    const { failures, failing } = await examine()
    expect(failing).toEqual([check])
    expect(failures[0]?.remedy).toMatch(remedy)
  })

  test('a page that leads to a host that is not listed', async () => {
    const port = new URL(pages.url).port
    planted = { body: snippet() }
    const away = await pageServer(() => ({ status: 302, headers: { location: `http://localhost:${port}/` } }))
    const { failures } = await examine({ page: away.url })
    await away.close()
    expect(failures.find(({ check }) => check === 'page')).toMatchObject({
      said: `the page is at http://localhost:${port}/, whose host is not listed`,
      remedy: expect.stringContaining(`"localhost:${port}"]`),
    })
  })

  test('a page that does not answer', async () => {
    expect((await examine({ page: 'http://127.0.0.1:9/' })).failures).toEqual([
      expect.objectContaining({
        check: 'CORS preflight',
        said: expect.stringContaining('127.0.0.1:9 is not listed'),
      }),
      expect.objectContaining({ check: 'CORS request' }),
      expect.objectContaining({
        check: 'page',
        said: expect.stringContaining('127.0.0.1:9 does not answer'),
      }),
    ])
  })
})

describe('a service with a planted fault', () => {
  const hour = 3_600_000
  const json = (answer: Passed, more: object) => {
    answer.text = JSON.stringify({ ...JSON.parse(answer.text), ...more })
  }
  test.each<[fault: string, check: string, remedy: RegExp, change: (answer: Passed, path: string) => void]>([
    [
      'a clock that is an hour behind',
      'clock',
      /timedatectl set-ntp true/,
      ({ headers }) => headers.set('date', new Date(Date.now() - hour).toUTCString()),
    ],
    [
      'another version',
      'version',
      /git pull and npm ci/,
      (answer, path) => path === '/health' && json(answer, { version: '0.0.9' }),
    ],
    [
      'no network table',
      'network table',
      /^npm ci && npm run deploy/,
      (answer, path) => path === '/health' && json(answer, { networkTable: null }),
    ],
    [
      'preflight answered by the API itself',
      'CORS preflight',
      /must pass Origin on/,
      ({ headers }) => headers.delete('access-control-allow-methods'),
    ],
    [
      'a page in place of its script',
      'beacon',
      /BeaconSnippet/,
      (answer, path) => path === '/visitbook.js' && answer.headers.set('content-type', 'text/html'),
    ],
    [
      'a visit that is not kept',
      'test visit',
      /^see whether both functions have the same table/,
      (answer, path) => {
        if (path.startsWith('/visits?')) answer.text = '{"visits":[],"cursor":null}'
      },
    ],
  ])('%s', async (_, check, remedy, change) => {
    const proxy = await meddler(book.url, change)
    const { failures, failing } = await examine({ url: proxy.url, page: null })
    await proxy.close()
    expect(failing).toEqual([check])
    expect(failures[0]?.remedy).toMatch(remedy)
  })

  test('a token that was revoked, one for totals, and none', async () => {
    const make = (body: object) => book.ask('POST /tokens', { body }).then(({ json: made }) => made)
    const revoked = await make({ name: 'revoked', scope: 'all' })
    await book.ask(`DELETE /tokens/${revoked.id}`)
    const totals = await make({ name: 'totals', scope: 'stats', site: 'you.github.io' })
    const said = async (token: string) => (await examine({ token, page: null })).failures
    expect(await said(revoked.token)).toMatchObject([
      {
        check: 'token',
        said: expect.stringContaining('revoked'),
        remedy: expect.stringContaining('./visitbook token'),
      },
    ])
    expect(await said(totals.token)).toMatchObject([
      { check: 'token', said: expect.stringContaining('only see totals') },
    ])
    expect(await said('')).toMatchObject([{ check: 'token', said: 'there is no token' }])
  })

  test('nobody listens', async () => {
    expect((await examine({ url: 'http://127.0.0.1:9', page: null })).failures).toMatchObject([
      { check: 'service', remedy: expect.stringContaining('npm start') },
    ])
  })

  test('something else listens', async () => {
    const { failures } = await examine({ url: pages.url, page: null })
    expect(failures[0]).toMatchObject({ check: 'service', said: expect.stringContaining('no Visitbook') })
  })

  test('a host of a region that there is not', async () => {
    const url = 'https://abcdefghij.execute-api.eu-nowhere-1.amazonaws.com'
    const { failures } = await examine({ url, page: null })
    expect(failures[0]).toMatchObject({
      check: 'DNS',
      remedy: expect.stringContaining('--region eu-nowhere-1'),
    })
  })

  test('a site that is not listed', async () => {
    const { stdout } = await visitbookHere(['doctor', '--json', '--site', 'www.you.github.io'], {
      env: { VISITBOOK_URL: book.url, VISITBOOK_TOKEN: book.token },
    })
    const { checks } = JSON.parse(stdout) as { checks: Finding[] }
    expect(checks.filter(({ status }) => status === 'failed')).toMatchObject([
      { check: 'CORS preflight', remedy: expect.stringMatching(/: VISITBOOK_SITES='[^']*' npm start$/) },
      { check: 'CORS request', said: expect.stringContaining('www.you.github.io is not listed') },
    ])
  })

  test('a rollup that has stopped, a script of a name that blockers know, a table that is gone', async () => {
    const bare = await bareService({ script: 'tracker.js' })
    try {
      await bare.record('2026-11-01T11:00:00.000Z')
      const asked = { url: bare.url, page: null, token: bare.token }
      expect((await examine(asked)).failures).toMatchObject([
        {
          check: 'rollup',
          said: expect.stringContaining('the oldest 2026-11-01'),
          remedy: expect.stringContaining('./visitbook rollup'),
        },
        {
          check: 'blockers',
          said: expect.stringContaining('with tracker in'),
          remedy: expect.stringContaining('set "script"'),
        },
      ])
      await bare.dropTable()
      const { failing, failures } = await examine(asked)
      expect(failing).toContain('token')
      expect(failures[0]?.remedy).toMatch(/table/)
    } finally {
      await bare.close()
    }
  })
})

test('with engagement: false the snippet to paste does not report, and one that does is told so', async () => {
  const unread = await openBook({ sites: [pages.host], engagement: false })
  const snippetOf = async (body: string) => {
    planted = { body }
    const { checks } = await examine({ url: unread.url, token: unread.token })
    return checks.find(({ check }) => check === 'snippet')
  }
  const off = `<script defer src="${unread.url}/visitbook.js" data-local data-engagement="off"></script>`
  try {
    expect((await snippetOf(''))?.remedy).toBe(`paste before </head>: ${off.replace(' data-local', '')}`)
    expect((await snippetOf(off.replace(' data-local', '')))?.remedy).toBe(`add data-local to try it: ${off}`)
    expect((await snippetOf(off))?.said).toBe('the page loads the beacon of this service')
    const vain = await snippetOf(off.replace(' data-engagement="off"', ''))
    expect([vain?.status, vain?.said]).toEqual(['passed', expect.stringContaining('it reports what is read')])
  } finally {
    await unread.close()
  }
})

test('without --json each line is printed, and what to do below it', async () => {
  planted = {}
  const { code, stdout, stderr } = await visitbookHere(
    ['doctor', '--url', book.url, '--page', `${pages.url}/cv`],
    { env: { VISITBOOK_TOKEN: book.token } },
  )
  expect(code).toBe(1)
  expect(stderr).toMatch(/1 of \d+ checks failed/)
  expect(stdout).toContain('ok   service: ')
  expect(stdout).toContain('skip TLS: not needed on this machine\n')
  expect(stdout).toMatch(/FAIL snippet: .*\n {5}→ paste before <\/head>: <script defer src=/)
})

test('a stack that is not in this region: the line says where the service is, and those after it are skipped', async () => {
  const none = `<ErrorResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><Error><Type>Sender</Type><Code>ValidationError</Code><Message>Stack with id Visitbook does not exist</Message></Error></ErrorResponse>`
  const cloudFormation = await pageServer(() => ({
    status: 400,
    whole: none,
    headers: { 'content-type': 'text/xml' },
  }))
  const { code, stdout } = await visitbookHere(
    [
      'doctor',
      '--json',
      '--stack',
      'Visitbook',
      '--url',
      'https://abc.execute-api.eu-nowhere-1.amazonaws.com',
    ],
    {
      env: {
        AWS_ENDPOINT_URL_CLOUDFORMATION: cloudFormation.url,
        ...{ AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' },
      },
    },
  )
  await cloudFormation.close()
  const { checks } = JSON.parse(stdout) as { checks: Finding[] }
  const at = checks.findIndex(({ check }) => check === 'stack')
  expect(code).toBe(1)
  expect(checks[at]).toMatchObject({
    said: 'there is no stack Visitbook in the region eu-west-1',
    remedy: 'the service is in eu-nowhere-1: AWS_REGION=eu-nowhere-1 ./visitbook doctor --stack Visitbook',
  })
  expect(checks.slice(at + 1).map(({ said }) => said)).toEqual(Array(4).fill('there is no such stack'))
})

test('where AWS cannot be asked, one line says why', async () => {
  const { stdout } = await visitbookHere(['doctor', '--json', '--stack', 'Visitbook', '--url', book.url], {
    env: { VISITBOOK_TOKEN: book.token },
  })
  const { checks } = JSON.parse(stdout) as { checks: Finding[] }
  expect(checks.filter(({ status }) => status === 'failed')).toMatchObject([
    { check: 'stack', remedy: expect.stringMatching(/set AWS_REGION|sign in/) },
  ])
})
