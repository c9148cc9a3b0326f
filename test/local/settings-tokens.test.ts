import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TokenHash } from '../../lambda/contract'
import { hashOf } from '../../lambda/http/token-secret'
import { type LocalServer, startServer } from '../../local/server'
import { tokensOfSettings } from '../../local/settings-tokens'
import { examplePath } from '../../web/dashboard/example/example-site'
import { temporaryFolder } from '../store/fixtures'

const hashed = (token: string, more: Partial<TokenHash> = {}): TokenHash => ({
  name: token,
  sha256: hashOf(token).toString('hex'),
  ...more,
})
const [mine, public_] = [hashed('vb_mine'), hashed('vb_public', { scope: 'stats' })]

let folder: string
let remove: () => void
beforeEach(() => {
  const temporary = temporaryFolder()
  folder = temporary.folder
  remove = temporary.remove
})
afterEach(() => remove())

const none = '{ "context": { "visitbook": { "sites": [], "tokens": [] } } }'
const cdk = JSON.stringify({ context: { visitbook: { tokens: [mine] } } })

it.each<[string, Record<string, string>, readonly TokenHash[], string | null]>([
  ['no settings at all', {}, [], null],
  ['empty ones', { 'cdk.json': none }, [], null],
  ['cdk.json', { 'cdk.json': cdk }, [mine], null],
  [
    'visitbook.json',
    { 'visitbook.json': JSON.stringify({ tokens: [mine, public_] }) },
    [mine, public_],
    null,
  ],
  [
    'both, of which visitbook.json wins',
    { 'cdk.json': cdk, 'visitbook.json': JSON.stringify({ tokens: [public_] }) },
    [public_],
    null,
  ],
  [
    'a file that is no JSON',
    { 'visitbook.json': '{\n "tokens": [,\n}' },
    [],
    'visitbook.json:2:13: value expected',
  ],
  ['a list of texts', { 'visitbook.json': '{"tokens": ["vb_mine", 2]}' }, [], 'tokens.0'],
  [
    'a token for its hash',
    { 'visitbook.json': '{"tokens": [{"name": "a", "sha256": "vb_mine"}]}' },
    [],
    'tokens.0.sha256',
  ],
])(
  'the tokens of the settings are taken from %s, and what is wrong with them is said in a line',
  (_, files, tokens, wrong) => {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
    const lines: string[] = []
    expect(tokensOfSettings(folder, (line) => lines.push(line))).toEqual(tokens)
    expect(lines).toEqual(wrong === null ? [] : [expect.stringContaining(wrong)])
    expect(lines.join()).not.toMatch(/\n|vb_mine/)
  },
)

describe('a service that has them', () => {
  let local: LocalServer
  beforeEach(async () => {
    const tokens = [mine, public_]
    local = await startServer({
      port: 0,
      demoPort: 0,
      data: folder,
      token: null,
      sites: ['ada.example'],
      tokens,
    })
  })
  afterEach(() => local.close())

  it('takes each for what it may see, and its own besides', async () => {
    const asked = (method: string, path: string, token: string) =>
      fetch(local.url + path, { method, headers: { authorization: `Bearer ${token}`, origin: local.url } })
    const statuses = async (token: string) => [
      (await asked('GET', '/sites', token)).status,
      (await asked('GET', '/stats?site=ada.example', token)).status,
      (await asked('DELETE', examplePath, token)).status,
    ]
    expect(await statuses('vb_mine')).toEqual([200, 200, 200])
    expect(await statuses('vb_public')).toEqual([403, 200, 401])
    expect(await statuses('vb_other')).toEqual([401, 401, 401])
    expect(await statuses(local.token)).toEqual([200, 200, 200])
  })
})
