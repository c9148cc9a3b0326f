import { spawnSync } from 'node:child_process'
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { type Clone, cloneRepository } from './support/clone'
import { apiCommands, deployCommands, readmeCommands } from './support/readme-commands'
import { type Outcome, openTerminal, type Terminal } from './support/terminal'
import { until } from './web/until'

/** Commands as they are typed, in their order, in a clone, as far as they go without an account of AWS: README's, then those by hand, then curl's. */
const commands = [...readmeCommands, ...deployCommands, ...apiCommands]

const curl = (path: string, options = '') =>
  `curl ${options}-H "Authorization: Bearer $VISITBOOK_TOKEN" "$VISITBOOK_URL${path}"`

const exported = 'export VISITBOOK_URL=https://….execute-api.eu-west-1.amazonaws.com VISITBOOK_TOKEN=vb_…'

const noAccount = /Unable to resolve AWS account to use\./

/** What each of them leads to: its exit code, and what it says. */
const outcomes: readonly (readonly [command: string, code: Outcome['code'], said: RegExp])[] = [
  ['npm ci --omit=dev && npm start -- --example', 'runs', /Dashboard +http:.*Ctrl-C stops it/s],
  ['npm cit', 0, /test\/readme\.test\.ts/],
  ['npm start', 1, /Port \d+ is taken/], // by the first line
  ['./visitbook import access-log access.log.gz --site example.com', 0, /\b3 recorded\b/],
  ['./visitbook organisations --site example.com --since 30d', 0, /Apple +business +2 /],
  ['./visitbook who 17.253.144.10', 0, /\bApple\b/],
  ['npm ci', 0, /^$/],
  ['npx cdk bootstrap', 1, noAccount],
  ['./visitbook setup', 2, /there is nobody to ask: add --site HOST and --yes/],
  ['./visitbook destroy', 1, /no AWS region: add --region/],
  [exported, 0, /^$/],
  ['./visitbook doctor --page https://you.github.io/', 1, /^ok {3}DNS: .*^FAIL page: /ms],
  ['./visitbook status', 1, /you\.github|rollup|network/],
  ['./visitbook visits', 0, /\/cv/],
  ['./visitbook export --output visits.csv', 0, /visits\.csv/],
  ['npx cdk bootstrap', 1, noAccount],
  ['{ "sites": ["you.github.io"] }', 0, /^$/],
  ['./visitbook token', 0, /^vb_[\w-]{43}\n.*visitbook\.json/s],
  ['npm run deploy', 1, noAccount],
  [exported, 0, /^$/],
  ['./visitbook visits', 0, /\/cv/],
  ['npx cdk destroy', 1, noAccount],
  [`echo '{"VisitsA586527A": {"TableName": "Visitbook-VisitsA586527A-…"}}' > table.json`, 0, /^$/],
  ['npx cdk import --resource-mapping table.json', 1, noAccount],
  ['npm run deploy', 1, noAccount],
  [curl('/visits?site=you.github.io&from=2026-11-01&to=2026-11-30&format=csv'), 0, /^id,time,site,page,/m],
  [curl('/visits?page=/cv.html&referrerGroup=search'), 0, /"referrerGroup":"search"/],
  [curl('/organisations'), 0, /"name":"Apple"/],
  [curl('/visits?organisation=apple'), 0, /"asn":714/],
  [curl('/organisations/AS64496', `-X PATCH -d '{"mine": true}' `), 0, /"mine":true/],
  [curl('/stats?by=day,page,country&tz=Asia/Shanghai'), 0, /"value":"\/cv\.html","visits":3/],
  [curl('/visits/01a20417-98d7-760a-b6b7-2acc3b7014c0', '-X DELETE '), 0, /there is no visit/],
]

/** Three page views of this hour, two from a network of Apple's and one from Deutsche Telekom's. */
function accessLog(): string {
  const time = new Date().toUTCString().replace(/^\w+, (\d+) (\w+) (\d+) (.*) GMT$/, '$1/$2/$3:$4 +0000')
  return ['17.253.144.10', '17.253.144.11', '87.128.1.1']
    .map((address) => `${address} - - [${time}] "GET /cv.html HTTP/1.1" 200 5120 "${google}" "${firefox}"\n`)
    .join('')
}
const google = 'https://www.google.com/'
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0'

let clone: Clone
let terminal: Terminal

beforeAll(async () => {
  clone = cloneRepository()
  writeFileSync(join(clone.folder, 'access.log.gz'), gzipSync(accessLog()))
  terminal = await openTerminal(clone.folder)
}, 120_000)

afterAll(() => {
  terminal?.close()
  clone?.remove()
})

async function outcomeOf(command: string): Promise<Outcome> {
  if (command.startsWith('{')) return { code: 0, said: writeSettings(command) }
  if (!command.startsWith('npm ci --omit=dev && npm start')) return terminal.type(command)
  const started = await terminal.start(command, 'Ctrl-C stops it')
  const [, url = '', token = ''] = /Dashboard +(\S+)\/.*Token +(\S+)/s.exec(started.said) ?? []
  terminal.fillIn('https://….execute-api.eu-west-1.amazonaws.com', url)
  terminal.fillIn('vb_…', token)
  return started
}

/** Writes the clone's `visitbook.json` as the README says. */
function writeSettings(text: string): string {
  writeFileSync(join(clone.folder, 'visitbook.json'), text)
  return ''
}

test('README, docs/deploy.md and docs/api.md have these commands, in this order', () => {
  expect(commands).toEqual(outcomes.map(([command]) => command))
})

const hasCurl = spawnSync('curl', ['--version']).status === 0
if (!hasCurl) process.stderr.write('Skipping the commands of README with curl: it is not installed\n')

for (const [at, command] of commands.entries()) {
  const runs = hasCurl || !command.startsWith('curl ')
  ;(runs ? test : test.skip)(
    command,
    async () => {
      const [, code, said] = outcomes[at] ?? ['', 0, /./]
      expect(await outcomeOf(command)).toEqual({ code, said: expect.stringMatching(said) })
    },
    180_000,
  )
}

test('npm start is ended by Ctrl-C, and its engine with it', async () => {
  const url = `http://127.0.0.1:${terminal.port}`
  expect((await fetch(url)).status).toBe(200)
  await terminal.interrupt()
  await until(() => !readdirSync(join(clone.folder, '.visitbook')).includes('engine.json'))
  await expect(fetch(url)).rejects.toThrow()
})
