import { progressOf } from '../../../bin/cli/aws/cdk'
import { answersFor, requireAnswers } from '../../../bin/cli/setup/answers'
import { requireNode } from '../../../bin/cli/setup/checks'
import { visitbookHere } from '../visitbook'

const { stringContaining: has } = expect

test.each([
  ['setup --site you.github.io', 2, 'there is nobody to ask: add --yes'],
  ['setup --yes --site https://you.dev/', 2, '--site https://you.dev/: expected the host alone'],
  ['setup --yes --site you.dev', 1, 'no AWS region: add --region'],
  ['setup --yes --site you.dev --region eu-west-1', 1, 'no AWS credentials: sign in'],
  ['destroy --yes', 1, 'no AWS region: add --region'],
])('`visitbook %s`, where nobody can be asked, ends with %i: %s', async (args, code, message) => {
  const { code: ended, stdout, stderr } = await visitbookHere(args.split(' '))
  expect({ ended, stdout }).toEqual({ ended: code, stdout: '' })
  expect(stderr).toEqual(has(message))
})

test.each([
  [{}, {}, 'there is nobody to ask: add --site HOST and --yes'],
  [{ yes: true as const }, { sites: [] }, 'there is nobody to ask: add --site HOST'],
  [{ email: 'me' }, {}, '--email'],
])('of what is given, %j, with settings %j, it is told what is missing', (given, settings, message) => {
  expect(() => requireAnswers(given, settings)).toThrow(message)
})

test('what is there is kept, and only what is new is written', async () => {
  const settings = { sites: ['you.github.io'] }
  expect(await answersFor({ yes: true }, settings)).toEqual({})
  expect(await answersFor({ yes: true, site: ['You.github.io'] }, settings)).toEqual({})
  const sites = ['you.github.io', 'www.you.dev']
  expect(await answersFor({ yes: true, site: ['www.you.dev', 'WWW.you.dev'] }, settings)).toEqual({ sites })
})

test('a Node.js that is too old is told, with where a newer one is', () => {
  expect(() => requireNode('20.9.1')).toThrow(
    'Node.js 20.9.1 is too old. Install 20.12 or newer: https://nodejs.org',
  )
  expect(() => requireNode('20.12.0')).not.toThrow()
  expect(() => requireNode('24.1.0')).not.toThrow()
})

test.each([
  [
    'Visitbook |  3/25 | 8:36:52 AM | CREATE_COMPLETE | AWS::DynamoDB::Table | Visits (VisitsA586527A) ',
    '   3/25  DynamoDB::Table  Visits',
  ],
  [
    'Visitbook |  2/25 | 8:36:51 AM | CREATE_IN_PROGRESS | AWS::DynamoDB::Table | Visits (VisitsA586527A) ',
    null,
  ],
  ['✨  Synthesis time: 3.1s', null],
])('of %j it shows %j', (line, shown) => {
  expect(progressOf(line)).toBe(shown)
})
