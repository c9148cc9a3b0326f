import { exec, execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { version } from '../../package.json'
import { visitbook, visitbookHere } from './visitbook'

const { stringContaining: has } = expect

test.each([
  ['--help', 0, has('Exit codes:'), ''],
  ['--version', 0, '0.1.0\n', ''],
  ['token --help', 0, has('--revoke <name>'), ''],
  ['visits --help', 0, has('--since <time>'), ''],
  ['organisations --help', 0, has('--kind <kinds>'), ''],
  ['organisations --format xml', 2, '', has('table, csv, json')],
  ['mcp --help', 0, has('claude mcp add visitbook --scope user'), ''],
  ['mcp --url ftp://a.example', 2, '', has('the URL must be one such as https://')],
  ['query --help', 0, has('pages-of-organisation'), ''],
  ['query', 2, '', has("missing required argument 'FILE|SQL'")],
  ['doctor --help', 0, has('--page <address>'), ''],
  ['doctor --page you.github.io', 2, '', has('--page must be an address such as https://')],
  ['refusals --help', 0, has('--since <time>'), ''],
  ['refusals --format ndjson', 2, '', has('table, csv, json')],
  ['refusals --site you.github.io', 2, '', has("unknown option '--site'")],
  ['visits --bot yes', 2, '', has('exclude, include, only')],
  ['export --help', 0, has('.part.json'), ''],
  ['import access-log --help', 0, has('Running it again adds nothing'), ''],
  ['', 2, '', has('Usage: visitbook')],
  ['guestbook', 2, '', has("unknown command 'guestbook'")],
  ['visits --since 7', 2, '', has('Write 30m, 12h, 7d or 4w.')],
  ['visits --since 7d --from 2026-11-01', 2, '', has("cannot be used with option '--from")],
  ['visits --limit 0', 2, '', has('whole number from 1 on, or "all"')],
  ['export --format xml', 2, '', has('csv, excel, ndjson')],
  ['export --format excel --separator pipe', 2, '', has('comma, semicolon, tab')],
  ['import access-log x.log', 2, '', has("'--site <host>' not specified")],
  ['import access-log x.log --site a.example --retention-days 0', 2, '', has('from 1 to 3650')],
  ['import access-log x.log --site a.example --format xml', 2, '', has('combined, vhost, common')],
  ['import access-log x.log --site a.example --address proxy', 2, '', has('client, forwarded')],
  ['import access-log --site a.example', 2, '', has("missing required argument 'files'")],
  ['import access-log x.log --site a.example --documents *', 2, '', has('extensions such as docx,epub')],
  ['import access-log x.log --site https://a.example/', 2, '', has('--site must be a host')],
  ['import access-log missing.log --site a.example', 1, '', has('cannot read missing.log')],
  ['import --help', 0, has('access-log'), ''],
  ['import access.log', 2, '', has("unknown command 'access.log'")],
  ['import lamp --help', 0, has('--tz <zone>'), ''],
  ['import lamp x.sql', 2, '', has("'--site <host>' not specified")],
  ['import lamp x.sql --site a.example --tz Mars', 2, '', has('--tz must be the name of a time zone')],
  ['import lamp x.sql --site https://a.example/', 2, '', has('--site must be a host')],
  ['import lamp missing.sql --site a.example', 1, '', has('cannot read missing.sql')],
  ['import visits --help', 0, has('the same bytes'), ''],
  ['import visits x.csv --site https://a.example/', 2, '', has('--site must be a host')],
  ['import goatcounter --help', 0, has('version 2'), ''],
  ['import goatcounter x.csv', 2, '', has("'--site <host>' not specified")],
  ['import goatcounter missing.csv --site a.example', 1, '', has('cannot read missing.csv')],
  ['import umami --help', 0, has('website_event.csv'), ''],
  ['import umami x.zip', 2, '', has("'--site <host>' not specified")],
  ['import umami missing.zip --site a.example', 1, '', has('cannot read missing.zip')],
  ['import plausible --help', 0, has('they are not invented'), ''],
  ['visits', 3, '', has('no token: set VISITBOOK_TOKEN')],
  ['visits --url ftp://a.example', 2, '', has('the URL must be one such as https://')],
])('`visitbook %s` ends with %i', async (args, code, stdout, stderr) => {
  const env = { VISITBOOK_DATA: '/nonexistent' }
  const ran = await visitbookHere(args.split(' ').filter(Boolean), { env })
  expect(ran).toEqual({ code, stdout, stderr })
})

test('a reader that has had enough, such as head, ends it quietly', async () => {
  const root = join(__dirname, '../..')
  const command = `set -o pipefail; ./visitbook import access-log --help | true; echo $?`
  const { stdout, stderr } = await promisify(exec)(command, { cwd: root, shell: '/bin/bash' })
  expect({ stdout, stderr: stderr.replace(/^npm warn.*\n/gm, '') }).toEqual({ stdout: '0\n', stderr: '' })
})

describe('the script in the clone', () => {
  const root = join(__dirname, '../..')
  const folder = mkdtempSync(join(tmpdir(), 'visitbook-script-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  test('runs from any folder, by a link', () => {
    symlinkSync(join(root, 'visitbook'), join(folder, 'link'))
    expect(execFileSync(join(folder, 'link'), ['--version'], { cwd: folder, encoding: 'utf8' })).toBe(
      `${version}\n`,
    )
  })

  test('says on Node 20 what went wrong, and nothing of the SDK’s', () => {
    const nowhere = {
      AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
      AWS_REGION: 'eu-central-1',
      AWS_MAX_ATTEMPTS: '1',
    }
    const env = {
      PATH: process.env.PATH,
      AWS_ACCESS_KEY_ID: 'id',
      AWS_SECRET_ACCESS_KEY: 'secret',
      ...nowhere,
    }
    const { stderr } = spawnSync('./visitbook', ['rollup', '--stack', 'Visitbook'], {
      cwd: root,
      env,
      encoding: 'utf8',
    })
    expect(stderr).toBe('visitbook: AWS: connect ECONNREFUSED 127.0.0.1:9 (Error)\n')
  })

  test('says what to type where nothing is installed', () => {
    copyFileSync(join(root, 'visitbook'), join(folder, 'visitbook'))
    const { status, stdout, stderr } = spawnSync('./visitbook', { cwd: folder, encoding: 'utf8' })
    const said = `Nothing is installed yet: type \`npm ci\` in ${realpathSync(folder)}.\n`
    expect({ status, stdout, stderr }).toEqual({ status: 1, stdout: '', stderr: said })
  })
})

test.each([
  ['--help', 0],
  ['visits --format xml', 2],
])('as a process, `visitbook %s` exits with %i', async (args, code) => {
  const ran = await visitbook(args.split(' '))
  expect(ran.code).toBe(code)
  expect([ran.stdout === '', ran.stderr === '']).toEqual([code !== 0, code === 0])
})
