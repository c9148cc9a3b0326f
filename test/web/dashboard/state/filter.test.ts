import { filterCount, filterList, withFilter, withoutFilter } from '../../../../web/dashboard/state/filter'
import { chipText } from '../../../../web/dashboard/text/chip-text'

test('filters come and go one by one', () => {
  const one = withFilter({}, 'page', '/cv.html')
  const two = withFilter(one, 'country', 'DE')
  expect(filterCount(two)).toBe(2)
  expect(filterList(two)).toEqual([
    ['page', '/cv.html'],
    ['country', 'DE'],
  ])
  expect(withoutFilter(two, 'country')).toEqual(one)
  expect(withoutFilter(one, 'page')).toEqual({})
})

test('another value of the same filter takes the place of the first', () => {
  expect(withFilter({ page: '/' }, 'page', '/cv.html')).toEqual({ page: '/cv.html' })
})

test.each([
  ['organisation', '714', 'Apple', 'Apple'],
  ['organisation', '714', null, 'AS714'],
  ['organisation', 'apple', null, 'apple'],
  ['kind', 'isp,business', null, 'Provider, Business'],
  ['kind', 'constructor', null, 'constructor'],
  ['country', 'DE', null, 'Germany'],
  ['country', 'ZZ', null, 'Unknown Region'],
  ['referrerGroup', 'ai', null, 'AI assistants'],
  ['referrerGroup', 'constructor', null, 'constructor'],
  ['browser', 'Firefox 145', null, 'Firefox 145'],
  ['os', 'Windows 10', null, 'Windows 10'],
  ['device', 'desktop', null, 'Desktop'],
  ['language', 'de-DE', null, 'German (Germany)'],
  ['visitor', 'c39311ce59beceb3c34f4342', null, 'c39311ce'],
  ['page', '/cv.html', null, '/cv.html'],
] as const)('a chip of %s %s with %p says %s', (name, value, organisation, text) => {
  expect(chipText(name, value, organisation)).toBe(text)
})
