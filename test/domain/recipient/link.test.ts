import { isFile, linkOf, parseLinkedPage, shortLinkOf, targetOf } from '../../../lambda/domain/recipient/link'

const sites = ['you.github.io', '*.example.com', '127.0.0.1:3001']
const service = 'https://visits.example'
const clicked = { code: '7k2m9qxw4c', scanned: false }

test.each([
  ['https://you.github.io/cv', 'https://you.github.io/cv'],
  ['https://you.github.io', 'https://you.github.io/'],
  ['https://YOU.github.io:443/cv', 'https://you.github.io/cv'],
  ['http://127.0.0.1:3001/cv.html#work', 'http://127.0.0.1:3001/cv.html#work'],
  ['https://a.example.com/Über', 'https://a.example.com/%C3%9Cber'],
  ['https://you.github.io/cv?a=%20b&to=7k2m9qxw4c&c=+d', 'https://you.github.io/cv?a=%20b&c=+d'],
  ['https://you.github.io/cv?to=7k2m9qxw4c', 'https://you.github.io/cv'],
  ['https://you.github.io/cv?tom=x', 'https://you.github.io/cv?tom=x'],
  ['https://you.github.io//evil.example', 'https://you.github.io//evil.example'],
  ['https://you.github.io/?next=https://evil.example', 'https://you.github.io/?next=https://evil.example'],
])('%s is kept as %s', (text, kept) => {
  expect(parseLinkedPage(text, sites)).toBe(kept)
})

test.each([
  ['an unlisted host', 'https://evil.example/cv'],
  ['a host above a wildcard', 'https://example.com/'],
  ['another port', 'https://you.github.io:8443/cv'],
  ['no scheme', 'you.github.io/cv'],
  ['a path', '/cv'],
  ['relative to the protocol', '//you.github.io/cv'],
  ['relative to the protocol, elsewhere', '//evil.example'],
  ['backslashes', 'https:\\\\you.github.io\\cv'],
  ['a backslash that ends the host', 'https://evil.example\\@you.github.io/'],
  ['a user', 'https://you.github.io@evil.example/'],
  ['a user of the listed host', 'https://x@you.github.io/'],
  ['an escaped host', 'https://%79ou.github.io/cv'],
  ['an escaped dot', 'https://you.github.io%2eevil.example/'],
  ['an escaped slash', 'https://you.github.io%2f@evil.example/'],
  ['full-width letters and an escape', 'https://ｙou.github.io%00.evil.example/'],
  ['a tab within', 'https://you.git\thub.io/'],
  ['a line break', 'https://you.github.io/\r\nset-cookie: a=b'],
  ['a blank before it', ' https://you.github.io/'],
  ['a script', 'javascript://you.github.io/%0aalert(1)'],
  ['data', 'data:text/html,https://you.github.io/'],
  ['a file', 'file://you.github.io/cv.pdf'],
  ['too long', `https://you.github.io/${'a'.repeat(1000)}`],
  ['too long when escaped', `https://you.github.io/${'é'.repeat(400)}`],
])('%s is refused', (_, text) => {
  expect(parseLinkedPage(text, sites)).toBeNull()
})

test.each([
  ['https://you.github.io/cv.pdf', true],
  ['https://you.github.io/CV.PDF?v=2', true],
  ['https://you.github.io/talk.tar.gz#x', true],
  ['https://you.github.io/cv', false],
  ['https://you.github.io/cv.html', false],
  ['https://you.github.io/index.php?file=cv.pdf', false],
  ['https://you.github.io/a.pdf/b', false],
])('%s is a file: %s', (page, is) => {
  expect(isFile({ page })).toBe(is)
})

test.each([
  ['https://you.github.io/cv', 'https://you.github.io/cv?to=7k2m9qxw4c'],
  ['https://you.github.io/cv?a=b', 'https://you.github.io/cv?a=b&to=7k2m9qxw4c'],
  ['https://you.github.io/cv#work', 'https://you.github.io/cv?to=7k2m9qxw4c#work'],
  ['https://you.github.io/cv#a?b', 'https://you.github.io/cv?to=7k2m9qxw4c#a?b'],
])('the link to %s is %s, and its QR code says that it was scanned', (page, link) => {
  expect(linkOf({ page }, clicked, service)).toBe(link)
  expect(targetOf({ page }, { ...clicked, scanned: true })).toBe(link.replace('7k2m9qxw4c', '7k2m9qxw4cq'))
})

test('the link to a file is the service’s, which leads to the file as it is', () => {
  const page = 'https://you.github.io/cv.pdf'
  const link = { code: '7k2m9qxw4c', scanned: true }
  expect(linkOf({ page }, link, service)).toBe('https://visits.example/l/7k2m9qxw4cq')
  expect(shortLinkOf(service, { ...link, scanned: false })).toBe('https://visits.example/l/7k2m9qxw4c')
  expect(targetOf({ page }, link)).toBe(page)
})
