import { remedyOf } from '../../../../lambda/domain/refusal/remedy'
import { remedyLine } from '../../../../web/dashboard/refusals/remedy-line'

const sites = ['you.github.io', '*.example.com']
const refusal = {
  reason: 'origin not listed',
  host: '[2001:db8::1]:8080',
  listable: true,
  detail: '',
} as const

test('of a deployed service the setting is copied, whole', () => {
  expect(remedyLine(remedyOf(refusal, { sites, isDeployed: true }))).toEqual({
    setting: '"sites": ["you.github.io", "*.example.com", "[2001:db8::1]:8080"]',
    command: undefined,
  })
})

test('of one that npm start runs the command is', () => {
  expect(remedyLine(remedyOf(refusal, { sites, isDeployed: false }))).toEqual({
    setting: undefined,
    command: "VISITBOOK_SITES='you.github.io,*.example.com,[2001:db8::1]:8080' npm start",
  })
})

test('of anything else nothing is', () => {
  const remedy = remedyOf({ ...refusal, reason: 'outdated' }, { sites, isDeployed: true })
  expect(remedyLine(remedy)).toEqual({})
})
