import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { endRotation, rotateEdge } from '../../../bin/cli/rotate/rotate'
import { readEdgeSecrets } from '../../../lib/settings/edge-setting'
import { temporaryFolder } from '../../store/fixtures'
import { thrownBy } from '../../support/thrown'

let file: string
let remove: () => void
let said: string[]
beforeEach(() => {
  const made = temporaryFolder()
  file = join(made.folder, 'edge-secret.json')
  remove = made.remove
  said = []
  jest.spyOn(console, 'error').mockImplementation((line) => void said.push(line))
})
afterEach(() => {
  remove()
  jest.restoreAllMocks()
})

test('a secret is made for its owner’s eyes alone, and not shown', () => {
  rotateEdge(file)
  const secrets = readEdgeSecrets(file)
  expect(secrets).toEqual({ current: expect.stringMatching(/^[\w-]{43}$/), previous: null })
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(said.join()).not.toContain(secrets?.current)
})

test('a new one holds beside the one before it, until that is ended', () => {
  rotateEdge(file)
  const first = readEdgeSecrets(file)?.current
  rotateEdge(file)
  const both = readEdgeSecrets(file)
  expect(both?.previous).toBe(first)
  expect(both?.current).not.toBe(first)
  endRotation(file)
  expect(readEdgeSecrets(file)).toEqual({ current: both?.current, previous: null })
})

test('a third one waits until the first is ended, which CloudFront may still send', () => {
  rotateEdge(file)
  rotateEdge(file)
  const before = readFileSync(file, 'utf8')
  expect(thrownBy(() => rotateEdge(file))).toMatchObject({ code: 2, message: expect.stringMatching(/--end/) })
  expect(readFileSync(file, 'utf8')).toBe(before)
})

test('there is nothing to end at first', () => {
  expect(thrownBy(() => endRotation(file))).toMatchObject({ code: 2 })
})

test.each(['', '{}', '{"current":"short","previous":null}', 'vb_secret'])(
  'a file that says %j is not overwritten, and not repeated',
  (text) => {
    writeFileSync(file, text)
    const { message } = thrownBy(() => rotateEdge(file)) as Error
    expect(message).toBe(`${file} is not what visitbook rotate edge writes; remove it and make another`)
    expect(readFileSync(file, 'utf8')).toBe(text)
  },
)
