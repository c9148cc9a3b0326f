import { referrerGroupOf } from '../../../lambda/domain/describe/referrer-group'
import {
  countryDomains,
  referrerApps,
  referrerGroups,
  referrerHosts,
} from '../../../lambda/domain/describe/referrer-hosts'

const site = 'you.github.io'

test.each([
  // search, in every country
  ['www.google.com', 'search'],
  ['google.com', 'search'],
  ['google.com.', 'search'],
  ['www.google.co.uk', 'search'],
  ['www.google.de', 'search'],
  ['www.google.com.br', 'search'],
  ['images.google.fr', 'search'],
  ['www.google.cat', 'search'],
  ['www.bing.com', 'search'],
  ['cn.bing.com', 'search'],
  ['duckduckgo.com', 'search'],
  ['html.duckduckgo.com', 'search'],
  ['search.yahoo.com', 'search'],
  ['de.search.yahoo.com', 'search'],
  ['search.yahoo.co.jp', 'search'],
  ['yandex.ru', 'search'],
  ['yandex.com.tr', 'search'],
  ['www.baidu.com', 'search'],
  ['search.brave.com', 'search'],
  ['search.daum.net', 'search'],
  ['com.google.android.googlequicksearchbox', 'search'],
  // what else lives below a search engine
  ['news.google.com', 'news'],
  ['news.google.co.uk', 'news'],
  ['mail.google.com', 'mail'],
  ['scholar.google.de', 'reference'],
  ['gemini.google.com', 'ai'],
  ['chat.google.com', 'chat'],
  ['groups.google.com', 'forum'],
  ['docs.google.com', 'other'],
  ['mail.yahoo.com', 'mail'],
  ['mail.yahoo.co.jp', 'mail'],
  ['tieba.baidu.com', 'forum'],
  ['news.ycombinator.com', 'news'],
  ['www.ycombinator.com', 'jobs'],
  // social
  ['www.linkedin.com', 'social'],
  ['de.linkedin.com', 'social'],
  ['lnkd.in', 'social'],
  ['com.linkedin.android', 'social'],
  ['t.co', 'social'],
  ['x.com', 'social'],
  ['l.facebook.com', 'social'],
  ['lm.facebook.com', 'social'],
  ['out.instagram.com', 'social'],
  ['bsky.app', 'social'],
  ['www.xing.com', 'social'],
  ['www.pinterest.co.uk', 'social'],
  // AI assistants
  ['chatgpt.com', 'ai'],
  ['chat.openai.com', 'ai'],
  ['claude.ai', 'ai'],
  ['www.perplexity.ai', 'ai'],
  ['copilot.microsoft.com', 'ai'],
  ['chat.deepseek.com', 'ai'],
  ['chat.mistral.ai', 'ai'],
  ['com.openai.chatgpt', 'ai'],
  // mail and chat
  ['outlook.live.com', 'mail'],
  ['outlook.office.com', 'mail'],
  ['eur01.safelinks.protection.outlook.com', 'mail'],
  ['com.google.android.gm', 'mail'],
  ['app.slack.com', 'chat'],
  ['com.slack', 'chat'],
  ['teams.microsoft.com', 'chat'],
  ['web.telegram.org', 'chat'],
  // code, forums, video, news
  ['github.com', 'code'],
  ['gist.github.com', 'code'],
  ['stackoverflow.com', 'code'],
  ['unix.stackexchange.com', 'code'],
  ['old.reddit.com', 'forum'],
  ['com.reddit.frontpage', 'forum'],
  ['m.youtube.com', 'video'],
  ['www.theguardian.com', 'news'],
  ['en.wikipedia.org', 'reference'],
  // who looks for people
  ['de.indeed.com', 'jobs'],
  ['www.indeed.co.uk', 'jobs'],
  ['www.glassdoor.de', 'jobs'],
  ['www.stepstone.de', 'jobs'],
  ['jobs.linkedin.com', 'jobs'],
  ['boards.greenhouse.io', 'jobs'],
  ['jobs.lever.co', 'jobs'],
  ['acme.wd3.myworkdayjobs.com', 'jobs'],
  ['jobs.ashbyhq.com', 'jobs'],
  ['com.linkedin.android.jobs.jobseeker', 'jobs'],
  // shops
  ['www.amazon.co.uk', 'shop'],
  ['www.amazon.de', 'shop'],
  ['www.ebay.com.au', 'shop'],
  // anything else
  ['example.com', 'other'],
  ['someone.github.io', 'other'],
  ['localhost:3000', 'other'],
  ['203.0.113.7', 'other'],
  ['[::1]:3000', 'other'],
])('%s is %s', (host, group) => {
  expect(referrerGroupOf(host, site)).toBe(group)
})

test.each([
  'notgoogle.com',
  'google.evil.com',
  'www.google.com.evil.com',
  'google.co.uk.evil.com',
  'google.com.evil',
  'google.evil',
  'google.xyz',
  'google.co.nf',
  'google.com-search.net',
  'mygoogle.de',
  'google',
  'com',
  'co.uk',
  'netflix.com.x',
  'amazon.evil.de',
  'bing.com.example',
  'xgithub.com',
  'github.com.phish.example',
  'evil-linkedin.com',
  'com.google.android.gm.evil',
  'evil.com.slack',
  'com.linkedin',
  'constructor',
  '__proto__',
  '...',
  '😀.com',
])('%s looks like another and is other', (host) => {
  expect(referrerGroupOf(host, site)).toBe('other')
})

test.each([
  ['you.github.io', 'you.github.io', 'internal'],
  ['www.example.com', 'example.com', 'internal'],
  ['example.com', 'www.example.com', 'internal'],
  ['127.0.0.1:3001', '127.0.0.1:3001', 'internal'],
  ['127.0.0.1:3002', '127.0.0.1:3001', 'other'],
  ['blog.example.com', 'example.com', 'other'],
  ['github.com', 'github.com', 'internal'],
  ['github.com', 'you.github.io', 'code'],
])('from %s to %s is %s', (host, to, group) => {
  expect(referrerGroupOf(host, to)).toBe(group)
})

test.each([null, ''])('%j is no referrer and has no group', (host) => {
  expect(referrerGroupOf(host, site)).toBeNull()
})

const listed = [...referrerHosts, ...referrerApps].flatMap(([, names]) => names)

test('the lists hold each host once, in the form that browsers send', () => {
  expect(listed.length).toBeGreaterThanOrEqual(150)
  expect(listed.filter((name, at) => listed.indexOf(name) !== at)).toEqual([])
  expect(listed.filter((name) => !/^(?:[a-z0-9][a-z0-9_-]*\.)+[a-z][a-z0-9_]+$/.test(name))).toEqual([])
})

test('every group but internal has hosts', () => {
  const grouped = new Set(referrerHosts.map(([group]) => group))
  expect(referrerGroups.filter((group) => !grouped.has(group))).toEqual(['internal'])
})

test('every host is found in its own group', () => {
  const astray = [...referrerHosts, ...referrerApps].flatMap(([group, names]) =>
    names.filter((name) => referrerGroupOf(name, site) !== group),
  )
  expect(astray).toEqual([])
})

test('every country leads to what the .com is', () => {
  const astray = Object.entries(countryDomains).flatMap(([name, countries]) =>
    countries
      .map((country) => `${name}.${country}`)
      .filter((host) => referrerGroupOf(host, site) !== referrerGroupOf(`${name}.com`, site)),
  )
  expect(astray).toEqual([])
})
