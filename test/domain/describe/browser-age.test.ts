import { oldFrom } from '../../../lambda/domain/describe/browser-age'

const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)'
const safari = (version: string, mobile = '') =>
  `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/${version}${mobile} Safari/605.1.15`

test.each([
  ['Chrome 2', `Mozilla/5.0 (Windows NT 5.1) ${webkit} Chrome/2.0.172 Safari/530.5`, 2020],
  ['Chrome 30', `Mozilla/5.0 (Windows NT 6.1) ${webkit} Chrome/30.0.1599.69 Safari/537.36`, 2024],
  ['Chrome 46', `Mozilla/5.0 (Windows NT 6.1) ${webkit} Chrome/46.0.2490.80 Safari/537.36`, 2026],
  ['Chrome 47', `Mozilla/5.0 (Windows NT 6.1) ${webkit} Chrome/47.0.2526.73 Safari/537.36`, 2027],
  ['Chrome 130', `Mozilla/5.0 (Windows NT 10.0) ${webkit} Chrome/130.0.0.0 Safari/537.36`, 2035],
  ['Chrome 142', `Mozilla/5.0 (Windows NT 10.0) ${webkit} Chrome/142.0.0.0 Safari/537.36`, null],
  ['Edge 12', `Mozilla/5.0 (Windows NT 10.0) ${webkit} Chrome/42.0.2311.135 Safari/537.36 Edge/12.246`, 2026],
  ['Edge 142', `Mozilla/5.0 (Windows NT 10.0) ${webkit} Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0`, null],
  ['Firefox 3', 'Mozilla/5.0 (X11; U; Linux; rv:1.9) Gecko/20081113 Firefox/3.0.4', 2022],
  ['Firefox 42', 'Mozilla/5.0 (X11; Linux x86_64; rv:42.0) Gecko/20100101 Firefox/42.0', 2026],
  ['Firefox 145', 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0', null],
  ['Internet Explorer 6', 'Mozilla/4.0 (compatible; MSIE 6.0; Windows NT 5.1)', 2020],
  ['Internet Explorer 10', 'Mozilla/5.0 (compatible; MSIE 10.0; Windows NT 6.2; Trident/6.0)', 2024],
  ['Internet Explorer 11', 'Mozilla/5.0 (Windows NT 6.3; Trident/7.0; rv:11.0) like Gecko', null],
  ['that as its seventh', 'Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 6.1; Trident/7.0)', null],
  ['Safari 8', safari('8.0.8'), 2026],
  ['Safari 8 on an iPhone', safari('8.0', ' Mobile/12B411'), 2026],
  ['the browser of Android 4', safari('4.0', ' Mobile'), 2021],
  ['Safari 26', safari('26.0'), null],
  ['another', 'Mozilla/5.0 (Mobile; rv:48.0) KAIOS/2.0', null],
  ['a number without end', `Mozilla/5.0 Chrome/${'9'.repeat(99)}`, null],
])('%s is old from the year on: %s, %s', (_, userAgent, year) => {
  expect(oldFrom(userAgent)).toBe(year === null ? null : `${year}-01-01T00:00:00.000Z`)
})
