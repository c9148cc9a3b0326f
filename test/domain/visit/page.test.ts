import { campaignOf, pageOf, pathOf } from '../../../lambda/domain/visit/page'

const long = `/${'a'.repeat(250)}` // 251 bytes of the 256 that are kept

/** Found by fuzzing: what was kept of a query string that was cut was no query string. */
test.each([
  [`${long}?id=12345`, `${long}?id=1`],
  [`${long}?id=`, long],
  [`${long}?idea=1`, long],
  [`${long}aa?id=12`, `${long}aa`],
  [`${long}aaaa?id=12`, `${long}aaaa`],
  [`${long}?q=&id=é`, long],
  ['/a?id=1&q=2', '/a?id=1&q=2'],
])('the page of %s is %s, and its own', (page, kept) => {
  expect(pageOf(page, ['id', 'q'])).toBe(kept)
  expect(pageOf(kept, ['id', 'q'])).toBe(kept)
})

test.each([
  ['/cv.html', '/cv.html'],
  ['/', '/'],
  ['/cv.html?token=secret', '/cv.html'],
  ['/cv.html#top', '/cv.html'],
  ['/?#', '/'],
  ['/#a?b', '/'],
  ['//evil.com/x', '//evil.com/x'],
  ['/caf%C3%A9', '/café'],
  ['/caf%c3%a9?q=%C3%A9#%C3%A9', '/café'],
  ['/café', '/café'],
  ['/%7Eyou/%63v.html', '/~you/cv.html'],
  ['/a%3Fb%23c', '/a%3Fb%23c'],
  ['/a b', '/a%20b'],
  [' /a\n', '%20/a%0A'],
  ['/cv\u202efdp.exe', '/cv%E2%80%AEfdp.exe'],
  [`/${'a'.repeat(255)}`, `/${'a'.repeat(255)}`],
  [`/${'a'.repeat(256)}`, `/${'a'.repeat(255)}`],
  [`/${'a'.repeat(254)}é`, `/${'a'.repeat(254)}`],
  [`/${'a'.repeat(253)}%2F`, `/${'a'.repeat(253)}`],
  [`/${'%E4%B8%AD'.repeat(100)}`, `/${'中'.repeat(85)}`],
])('the path of %s', (page, path) => {
  expect(pathOf(page)).toBe(path)
})

const none = { utmSource: null, utmMedium: null, utmCampaign: null, utmTerm: null, utmContent: null }

test.each([
  ['no query', '/', none],
  [
    'all five',
    '/?utm_source=a&utm_medium=b&utm_campaign=c&utm_term=d&utm_content=e',
    { utmSource: 'a', utmMedium: 'b', utmCampaign: 'c', utmTerm: 'd', utmContent: 'e' },
  ],
  [
    'no space at the end where it is cut',
    `/?utm_source=${'a'.repeat(63)} b`,
    { ...none, utmSource: 'a'.repeat(63) },
  ],
  ['other fields are dropped', '/?token=secret&utm_source=a&x', { ...none, utmSource: 'a' }],
  ['ref for the source', '/?ref=producthunt', { ...none, utmSource: 'producthunt' }],
  [
    'source for the source',
    '/?source=newsletter&utm_medium=mail',
    { ...none, utmSource: 'newsletter', utmMedium: 'mail' },
  ],
  ['ref before source', '/?source=b&ref=a', { ...none, utmSource: 'a' }],
  ['utm_source before both', '/?ref=a&source=b&utm_source=c', { ...none, utmSource: 'c' }],
  ['an empty utm_source says nothing', '/?utm_source=&ref=a', { ...none, utmSource: 'a' }],
  ['other names that end so', '/?href=a&resource=b', none],
  ['decoded', '/?utm_campaign=Acme%20GmbH+%26%20Co', { ...none, utmCampaign: 'Acme GmbH & Co' }],
  ['the first of two', '/?utm_source=a&utm_source=b', { ...none, utmSource: 'a' }],
  ['empty is none', '/?utm_source=&utm_medium=%20', none],
  ['after the hash is none', '/#?utm_source=a', none],
  ['before the hash', '/?utm_source=a#b', { ...none, utmSource: 'a' }],
  ['names are lower case', '/?UTM_SOURCE=a', none],
  ['64 bytes are kept', `/?utm_source=${'é'.repeat(40)}`, { ...none, utmSource: 'é'.repeat(32) }],
  ['encoded controls are cleaned', '/?utm_source=a%00%0D%0Ab%1B', { ...none, utmSource: 'a b' }],
  [
    'encoded nonsense is well-formed',
    '/?utm_source=%ED%A0%BD%FF',
    { ...none, utmSource: '\ufffd'.repeat(4) },
  ],
])('campaign: %s', (_, page, campaign) => {
  expect(campaignOf(page)).toEqual(campaign)
})
