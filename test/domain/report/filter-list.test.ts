import { type ListedValue, listedValues, listText } from '../../../lambda/domain/report/filter-list'

const value = (text: string, isNot = false): ListedValue => ({ text, as: 'value', isNot })
const none: ListedValue = { text: '', as: 'none', isNot: false }
const group = (text: string, isNot = false): ListedValue => ({ text, as: 'group', isNot })

test.each<[string, string, ListedValue[]]>([
  ['country', 'DE', [value('DE')]],
  ['country', 'DE,!AT,none', [value('DE'), value('AT', true), none]],
  ['country', '!none', [{ ...none, isNot: true }]],
  ['page', '/a,b', [value('/a,b')]],
  ['page', '/a,/b,!/c', [value('/a'), value('/b'), value('/c', true)]],
  ['page', '/a\\,/b', [value('/a,/b')]],
  ['page', '/projects/*,!/projects/x', [group('/projects'), value('/projects/x', true)]],
  ['page', '/*', [group('')]],
  ['page', '/a/\\*', [value('/a/*')]],
  ['page', 'none', [value('none')]],
  ['page', '/\\\\x', [value('/\\x')]],
  ['page', '/🐡,b', [value('/🐡,b')]], // the second half of this letter looks like a hidden mark
  ['browser', 'Firefox *,Chrome 142', [group('Firefox'), value('Chrome 142')]],
  ['browser', '\\!x,\\none', [value('!x'), value('none')]],
  ['organisation', 'registry:An_Example,_Ltd,apple', [value('registry:An_Example,_Ltd'), value('apple')]],
  ['language', 'a\\,b', [value('a,b')]],
  ['visitor', 'a,b', [value('a,b')]],
])('%s=%s has these values, and is written so', (name, list, values) => {
  expect(listedValues(name, list)).toEqual(values)
  expect(listText(name, values)).toBe(list)
})

test.each<[string, string, string]>([
  ['country', 'DE, AT,DE,', 'DE,AT'],
  ['page', '', ''],
  ['os', ' Windows 10 , Linux', 'Windows 10,Linux'],
])('%s=%s is short for %s', (name, list, short) => {
  expect(listText(name, listedValues(name, list))).toBe(short)
})
