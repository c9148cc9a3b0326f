import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { placeIn, placeOfSettings, settingsIn, writePlace } from '../../../bin/cli/settings/settings-place'
import { temporaryFolder } from '../../store/fixtures'

const { folder, remove } = temporaryFolder()
afterAll(remove)

const cdkJson = (visitbook?: object) => JSON.stringify({ app: 'x', context: visitbook && { visitbook } })

test.each([
  ['nothing', {}, 'visitbook.json'],
  ['a cdk.json without settings', { 'cdk.json': cdkJson() }, 'visitbook.json'],
  ['a cdk.json to be filled in', { 'cdk.json': cdkJson({ sites: [], tokens: [] }) }, 'visitbook.json'],
  ['a cdk.json with settings', { 'cdk.json': cdkJson({ sites: ['a.example'] }) }, 'cdk.json'],
  ['both', { 'cdk.json': cdkJson({ sites: ['a.example'] }), 'visitbook.json': '{}' }, 'visitbook.json'],
])('where there is %s, commands change %3$s', (name, files, changed) => {
  const place = join(folder, name)
  mkdirSync(place)
  for (const [file, text] of Object.entries(files)) writeFileSync(join(place, file), text)
  expect(placeOfSettings(place).file).toBe(join(place, changed))
})

test('a visitbook.json is made when something is set, and keeps its layout when something else is', () => {
  const file = join(folder, 'visitbook.json')
  writePlace(placeIn(file), { sites: ['a.example'], tokens: [] })
  expect(readFileSync(file, 'utf8')).toBe('{\n  "sites": [\n    "a.example"\n  ],\n  "tokens": []\n}\n')
  writeFileSync(file, '{ "ip":"none",   "tokens": [] }')
  writePlace(placeIn(file), { ip: 'full' })
  expect(readFileSync(file, 'utf8')).toBe('{ "ip":"full",   "tokens": [] }')
  expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([])
})

test('the settings of a folder are those of both files', () => {
  const both = join(folder, 'merged')
  mkdirSync(both)
  writeFileSync(join(both, 'cdk.json'), cdkJson({ sites: ['a.example'], ip: 'full' }))
  writeFileSync(join(both, 'visitbook.json'), '{ "ip": "none" }')
  expect(settingsIn(both)).toEqual({ sites: ['a.example'], ip: 'none' })
})

test('a file that is broken is left as it is', () => {
  const file = join(folder, 'visitbook.json')
  writeFileSync(file, '{ "ip": ')
  expect(() => writePlace(placeIn(file), { ip: 'none' })).toThrow('visitbook.json:1:9: value expected')
  expect(readFileSync(file, 'utf8')).toBe('{ "ip": ')
})
