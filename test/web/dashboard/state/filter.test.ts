import {
  type FilterName,
  filterCount,
  filterList,
  groupOf,
  valuesIn,
  withFilter,
  withoutFilter,
  withoutValue,
  withValue,
} from '../../../../web/dashboard/state/filter'
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

test('values are added, left out and taken away one by one', () => {
  const one = withValue({ country: 'DE' }, 'country', 'AT', false)
  expect(one).toEqual({ country: 'DE,AT' })
  expect(withValue(one, 'country', 'DE', true)).toEqual({ country: 'AT,!DE' })
  expect(withValue({}, 'page', '/a,/b', true)).toEqual({ page: '!/a\\,/b' })
  expect(withoutValue(one, 'country', 0)).toEqual({ country: 'AT' })
  expect(withoutValue({ country: 'AT' }, 'country', 0)).toEqual({})
  expect(withFilter({}, 'referrer', null)).toEqual({ referrer: 'none' })
  expect(withFilter({}, 'organisation', 'none')).toEqual({ organisation: '\\none' })
})

test('a page has its folder, a browser and a system their family', () => {
  const group = (name: FilterName, text: string) =>
    groupOf(name, { text, as: 'value', isNot: false })?.text ?? null
  expect(group('page', '/projects/a/b')).toBe('/projects')
  expect(group('page', '/cv')).toBe(null)
  expect(group('browser', 'Samsung Internet 23')).toBe('Samsung Internet')
  expect(group('os', 'macOS')).toBe(null)
  expect(group('country', 'DE 1')).toBe(null)
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
  ['page', '/projects/*', null, '/projects/…'],
  ['browser', 'Firefox *', null, 'every Firefox'],
  ['referrer', 'none,!t.co', null, 'direct or unknown, not t.co'],
  ['country', '!none', null, 'not unknown'],
] as const)('a chip of %s %s with %p says %s', (name, value, organisation, text) => {
  expect(valuesIn({ [name]: value }, name).map((one) => chipText(name, one, organisation))).toEqual(
    text.split(', '),
  )
})
