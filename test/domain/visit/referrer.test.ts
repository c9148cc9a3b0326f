import { parseReferrer } from '../../../lambda/domain/visit/referrer'

test.each([
  ['https://www.google.com/', 'www.google.com', null],
  ['https://www.google.com', 'www.google.com', null],
  ['https://news.ycombinator.com/item?id=1#2', 'news.ycombinator.com', '/item'],
  ['https://Example.com:8443/a/', 'example.com:8443', '/a/'],
  ['https://you:secret@example.com/a', 'example.com', '/a'],
  ['https://bücher.example/é', 'xn--bcher-kva.example', '/é'],
  ['https://bücher.example/%c3%a9', 'xn--bcher-kva.example', '/é'],
  ['https://example.com/%2f\u202e%20', 'example.com', '/%2F%E2%80%AE%20'],
  [`https://example.com/${'a'.repeat(98)}%2F`, 'example.com', `/${'a'.repeat(98)}`],
  ['android-app://com.google.android.gm/', 'com.google.android.gm', null],
  ['android-app://com.Slack/https/app', 'com.slack', '/https/app'],
  [`https://example.com/${'a'.repeat(200)}`, 'example.com', `/${'a'.repeat(99)}`],
  [`https://${'a'.repeat(60)}.${'b'.repeat(60)}/`, `${'a'.repeat(60)}.${'b'.repeat(39)}`, null],
  ['javascript:alert(1)', null, null],
  ['data:text/html,<script>alert(1)</script>', null, null],
  ['blob:https://example.com/1', null, null],
  ['about:blank', null, null],
  ['mailto:me@example.com', null, null],
  ['file:///home/me/cv.html', null, null],
  ['example.com', null, null],
  ['https://', null, null],
  ['%%%', null, null],
  ['', null, null],
  [null, null, null],
])('the referrer %s', (url, referrer, referrerPath) => {
  expect(parseReferrer(url)).toEqual({ referrer, referrerPath })
})
