import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { givenSettings } from '../../../lib/settings/given-settings'
import { parseAppSettings } from '../../../lib/settings/settings'
import { parseSettingsText, readSettingsFile } from '../../../lib/settings/settings-file'
import { temporaryFolder } from '../../store/fixtures'

const { folder, remove } = temporaryFolder()
afterAll(remove)

const file = join(folder, 'visitbook.json')

test('visitbook.json wins over cdk.json, and -c over both', () => {
  const context = { visitbook: { sites: ['a.example'], ip: 'full', retentionDays: 7 }, retentionDays: '9' }
  writeFileSync(file, '\uFEFF{ "ip": "none", "retentionDays": 8, "rdap": true }')
  expect(givenSettings(context, readSettingsFile(file))).toEqual({
    sites: ['a.example'],
    ip: 'none',
    retentionDays: 9,
    rdap: true,
  })
})

test('comments stand in it, but not in cdk.json, which CDK reads', () => {
  const text = '{ "ip": "none" } // mine'
  expect(parseSettingsText('visitbook.json', text)).toEqual({ ip: 'none' })
  expect(() => parseSettingsText('/a/cdk.json', text)).toThrow('/a/cdk.json:1:18: invalid comment token')
})

test('the example is understood, and has the defaults but for its site', () => {
  const example = readSettingsFile(join(__dirname, '../../../visitbook.example.json'))
  expect(parseAppSettings(example)).toEqual(parseAppSettings({ sites: ['you.github.io'] }))
  expect(Object.keys(example)).toEqual(['sites', 'tokens', 'ip', 'retentionDays'])
})

test('without a file there are no settings in it', () => {
  expect(readSettingsFile(join(folder, 'none.json'))).toEqual({})
})

test.each([
  ['{\n  "sites": ["a.example"]\n  "ip": "none"\n}\n', 'visitbook.json:3:3: comma expected'],
  ['{ "sites": [a.example] }', 'visitbook.json:1:13: invalid symbol'],
  ['{ "sites": ["a.example"]', 'visitbook.json:1:25: close brace expected'],
  ['', 'visitbook.json:1:1: value expected'],
  ['["a.example"]', 'visitbook.json:1:1: expected an object, such as { "sites": ["you.github.io"] }'],
])('%j is refused where it is wrong', (text, message) => {
  writeFileSync(file, text)
  expect(() => readSettingsFile(file)).toThrow(new Error(message))
})

test('a folder of that name is told to be none of it', () => {
  const other = join(folder, 'other')
  mkdirSync(other)
  expect(() => readSettingsFile(other)).toThrow(/^other cannot be read: EISDIR/)
})

/** Found by fuzzing: a terminal obeys what a foreign file may have in its names. */
test('control characters of the file come to no terminal', () => {
  const given = parseSettingsText('visitbook.json', '{ "sites": ["a.example"], "a\\u001b[2J\\u202e": 1 }')
  expect(() => parseAppSettings(given)).toThrow(/^setting a\ufffd\[2J\ufffd: is not known/)
})
