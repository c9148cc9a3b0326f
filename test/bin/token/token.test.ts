import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeTokens } from '../../../bin/cli/token/token-file'
import { temporaryFolder } from '../../store/fixtures'
import { visitbook, visitbookHere } from '../visitbook'

const { folder, remove } = temporaryFolder()
afterAll(remove)

const file = join(folder, 'cdk.json')
const cdkJson = `{
  "app": "npx tsx bin/app.ts",
  "context": {
    "visitbook": {
      "sites": ["you.github.io", "*.example.com"],
      "tokens": []
    },
    "@aws-cdk/core:checkSecretUsage": true
  }
}
`
const kept = () => JSON.parse(readFileSync(file, 'utf8')).context.visitbook.tokens
const token = (...args: string[]) => visitbookHere(['token', ...args, '--file', file])

test('a token is printed once, kept as a hash, listed by name and revoked', async () => {
  writeFileSync(file, cdkJson)
  const made = await visitbook(['token', '--name', 'laptop', '--file', file])
  expect(made.code).toBe(0)
  expect(made.stdout).toMatch(/^vb_[\w-]{43}\n$/)
  expect(made.stderr).toContain('npm run deploy')
  expect(made.stderr).not.toContain(made.stdout.trim())
  const sha256 = createHash('sha256').update(made.stdout.trim()).digest('hex')
  expect(kept()).toEqual([{ name: 'laptop', sha256 }])

  const again = await token('--name', 'laptop')
  expect(again).toEqual({ code: 2, stdout: '', stderr: expect.stringContaining('named "laptop" already') })

  const today = await token()
  expect(kept().map(({ name }: { name: string }) => name)).toEqual([
    'laptop',
    expect.stringMatching(/^token-\d{4}-\d\d-\d\d$/),
  ])
  expect(today.stdout).not.toBe(made.stdout)

  expect(await token('--list')).toEqual({ code: 0, stdout: `laptop\n${kept()[1].name}\n`, stderr: '' })
  expect((await token('--revoke', 'laptop')).code).toBe(0)
  expect((await token('--revoke', 'laptop')).code).toBe(2)
  expect((await token('--revoke', kept()[0].name)).code).toBe(0)
  expect(readFileSync(file, 'utf8')).toBe(cdkJson)
  expect(readdirSync(folder)).toEqual(['cdk.json'])
})

const laptop = { name: 'laptop', sha256: 'a'.repeat(64) }

test.each([
  [
    'lists in one line stay in one line',
    cdkJson,
    cdkJson.replace(
      '"tokens": []',
      `"tokens": [
        {
          "name": "laptop",
          "sha256": "${'a'.repeat(64)}"
        }
      ]`,
    ),
  ],
  [
    'the settings need not be there',
    '{}\n',
    `${JSON.stringify({ context: { visitbook: { tokens: [laptop] } } }, null, 2)}\n`,
  ],
  [
    'what is laid out in another way stays so',
    '{ "context": { "visitbook": {"sites":[ "a.example" ], "tokens": [] }},\n\n\t"app": "x" }',
    `{ "context": { "visitbook": {"sites":[ "a.example" ], "tokens": [
        {
          "name": "laptop",
          "sha256": "${'a'.repeat(64)}"
        }
      ] }},\n\n\t"app": "x" }`,
  ],
  [
    'a list of that name elsewhere is left alone',
    '{\n  "tokens": [],\n  "context": { "visitbook": {} }\n}\n',
    `${JSON.stringify({ tokens: [], context: { visitbook: { tokens: [laptop] } } }, null, 2)}\n`,
  ],
])('%s', (_, before, after) => {
  writeFileSync(file, before)
  writeTokens(file, [laptop])
  expect(readFileSync(file, 'utf8')).toBe(after)
})

test.each([
  ['not JSON', 'cdk.json:1:1: invalid symbol'],
  ['not there', 'cannot read'],
])('a cdk.json that is %s is said to be so', async (what, message) => {
  writeFileSync(file, 'no json')
  const ran = await visitbookHere([
    'token',
    '--file',
    what === 'not JSON' ? file : join(folder, 'other.json'),
  ])
  expect(ran).toEqual({ code: 1, stdout: '', stderr: expect.stringContaining(message) })
})

test('a token that may only see totals is kept with its scope and comes with a link to share', async () => {
  writeFileSync(file, cdkJson)
  const url = 'https://abc.execute-api.eu-west-1.amazonaws.com'
  const args = ['token', '--name', 'counter', '--scope', 'stats', '--zone', 'Asia/Shanghai', '--file', file]
  const made = await visitbook(args, { env: { VISITBOOK_URL: `${url}/` } })
  const [secret = ''] = made.stdout.split('\n')
  expect(made.code).toBe(0)
  expect(made.stderr).toContain(`${url}/#share=${secret}\n`)
  const sha256 = createHash('sha256').update(secret).digest('hex')
  expect(kept()).toEqual([{ name: 'counter', sha256, scope: 'stats', zone: 'Asia/Shanghai' }])
  expect((await token('--list')).stdout).toBe('counter\tstats\tAsia/Shanghai\n')
  expect(await token('--name', 'x', '--scope', 'some')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('all, stats, feed'),
  })
})

test('a token of scope feed is printed as the whole address of the feed, and kept without a zone', async () => {
  writeFileSync(file, cdkJson)
  const env = { VISITBOOK_URL: 'https://book.example/' }
  const made = await visitbook(['token', '--name', 'reader', '--scope', 'feed', '--file', file], { env })
  const [, secret = ''] = /^https:\/\/book\.example\/feed\?token=(vb_[\w-]{43})\n$/.exec(made.stdout) ?? []
  expect(made.stderr).toMatch(/^This is the address of the feed, with token "reader", shown this once/)
  const sha256 = createHash('sha256').update(secret).digest('hex')
  expect(kept()).toEqual([{ name: 'reader', sha256, scope: 'feed' }])
  expect((await token('--list')).stdout).toBe('reader\tfeed\n')
})

test('a token for totals goes by the clock of the machine that made it when no zone is named', async () => {
  writeFileSync(file, cdkJson)
  const made = await visitbook(['token', '--scope', 'stats', '--file', file], { env: { TZ: 'America/Lima' } })
  expect(made.code).toBe(0)
  expect(kept()).toMatchObject([{ scope: 'stats', zone: 'America/Lima' }])
})

test.each([
  [['--scope', 'stats', '--zone', 'Berlin'], '--zone must be the name of a time zone such as Europe/Berlin'],
  [['--scope', 'stats', '--zone', '+01:00'], '--zone must be the name of a time zone such as Europe/Berlin'],
  [['--zone', 'Europe/Berlin'], '--zone goes with --scope stats'],
])('token %j is refused, and nothing is made', async (args, message) => {
  writeFileSync(file, cdkJson)
  expect(await token(...args)).toEqual({ code: 2, stdout: '', stderr: expect.stringContaining(message) })
  expect(kept()).toEqual([])
})
