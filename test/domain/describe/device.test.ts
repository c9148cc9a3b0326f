import { botOf } from '../../../lambda/domain/describe/bot'
import { deviceOf } from '../../../lambda/domain/describe/device'
import { visitAt } from '../../support/memory/visits'

const people = [
  [
    'Chrome 131',
    'Windows 10',
    'desktop',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36',
  ],
  [
    'Firefox 131',
    'Windows 10',
    'desktop',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:131.0) Gecko/20100101 Firefox/131.0',
  ],
  [
    'Edge 130',
    'Windows 10',
    'desktop',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0',
  ],
  [
    'Opera 115',
    'Windows 10',
    'desktop',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 OPR/115.0.0.0',
  ],
  [
    'Yandex Browser 24',
    'Windows 10',
    'desktop',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0.0.0 YaBrowser/24.10.0.0 Safari/537.36',
  ],
  [
    'Vivaldi 7',
    'Windows 10',
    'desktop',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 Vivaldi/7.0.3495.11',
  ],
  [
    'Internet Explorer 11',
    'Windows 10',
    'desktop',
    'Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko',
  ],
  [
    'Internet Explorer 11',
    'Windows 7',
    'desktop',
    'Mozilla/5.0 (Windows NT 6.1; WOW64; Trident/7.0; AS; rv:11.0) like Gecko',
  ],
  [
    'Internet Explorer 9',
    'Windows 7',
    'desktop',
    'Mozilla/5.0 (compatible; MSIE 9.0; Windows NT 6.1; WOW64; Trident/5.0)',
  ],
  [
    'Chrome 32',
    'Windows 7',
    'desktop',
    'Mozilla/5.0 (Windows NT 6.1; WOW64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/32.0.1700.107 Safari/537.36',
  ],
  [
    'Firefox 27',
    'Windows 8.1',
    'desktop',
    'Mozilla/5.0 (Windows NT 6.3; WOW64; rv:27.0) Gecko/20100101 Firefox/27.0',
  ],
  [
    'Firefox 26',
    'Windows XP',
    'desktop',
    'Mozilla/5.0 (Windows NT 5.1; rv:26.0) Gecko/20100101 Firefox/26.0',
  ],
  [
    'Edge 18',
    'Windows 10',
    'desktop',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/64.0.3282.140 Safari/537.36 Edge/18.17763',
  ],
  [
    'Safari 17',
    'macOS',
    'desktop',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 Safari/605.1.15',
  ],
  [
    'Chrome 131',
    'macOS',
    'desktop',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36',
  ],
  [
    'Firefox 131',
    'macOS',
    'desktop',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:131.0) Gecko/20100101 Firefox/131.0',
  ],
  [
    'DuckDuckGo 17',
    'macOS',
    'desktop',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 Safari/605.1.15 Ddg/17.6',
  ],
  [
    'Chrome 131',
    'iPadOS',
    'tablet',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/131 Version/11.1.1 Safari/605.1.15',
  ],
  [
    'Chrome 131',
    'Linux',
    'desktop',
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36',
  ],
  [
    'Firefox 131',
    'Ubuntu',
    'desktop',
    'Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0',
  ],
  [
    'Firefox 128',
    'Linux',
    'desktop',
    'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0',
  ],
  [
    'Firefox 131',
    'Fedora',
    'desktop',
    'Mozilla/5.0 (X11; Fedora; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0',
  ],
  [
    'Firefox 131',
    'FreeBSD',
    'desktop',
    'Mozilla/5.0 (X11; FreeBSD amd64; rv:131.0) Gecko/20100101 Firefox/131.0',
  ],
  [
    'Chrome 130',
    'ChromeOS',
    'desktop',
    'Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36',
  ],
  [
    'Epiphany',
    'Linux',
    'desktop',
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Safari/605.1.15 Epiphany/605.1.15',
  ],
  [
    'Chromium 32',
    'Ubuntu',
    'desktop',
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Ubuntu Chromium/32.0.1700.102 Chrome/32.0.1700.102 Safari/537.36',
  ],
  ['Opera 12', 'Linux', 'desktop', 'Opera/9.80 (X11; Linux x86_64) Presto/2.12.388 Version/12.16'],
  [
    'Safari 17',
    'iOS 17',
    'mobile',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_6_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 Mobile/15E148 Safari/604.1',
  ],
  [
    'Chrome 131',
    'iOS 18',
    'mobile',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/131.0.6778.73 Mobile/15E148 Safari/604.1',
  ],
  [
    'Firefox 131',
    'iOS 17',
    'mobile',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) FxiOS/131.0 Mobile/15E148 Safari/605.1.15',
  ],
  [
    'Edge 130',
    'iOS 17',
    'mobile',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_6_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 EdgiOS/130.0.2849.80 Mobile/15E148 Safari/605.1.15',
  ],
  [
    'Google App 340',
    'iOS 17',
    'mobile',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) GSA/340.3.692393165 Mobile/15E148 Safari/604.1',
  ],
  [
    'WebView',
    'iOS 17',
    'mobile',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148',
  ],
  [
    'LinkedIn',
    'iOS 17',
    'mobile',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 [LinkedInApp]/9.29.8962',
  ],
  [
    'Facebook 480',
    'iOS 17',
    'mobile',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/21F90 [FBAN/FBIOS;FBAV/480.0.0.30.109;FBBV/634540614;FBDV/iPhone14,5;FBMD/iPhone;FBSN/iOS;FBSV/17.5.1;FBSS/3;FBID/phone;FBLC/en_US;FBOP/5;FBRV/637215093]',
  ],
  [
    'Instagram 345',
    'iOS 17',
    'mobile',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Instagram 345.0.3.29.96 (iPhone14,5; iOS 17_5_1; en_US; en; scale=3.00; 1170x2532; 627400398)',
  ],
  [
    'Safari 17',
    'iPadOS 17',
    'tablet',
    'Mozilla/5.0 (iPad; CPU OS 17_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 Mobile/15E148 Safari/604.1',
  ],
  [
    'Safari 9',
    'iPadOS 9',
    'tablet',
    'Mozilla/5.0 (iPad; CPU OS 9_3_5 like Mac OS X) AppleWebKit/601.1.46 (KHTML, like Gecko) Version/9.0 Mobile/13G36 Safari/601.1',
  ],
  [
    'Chrome 131',
    'Android 10',
    'mobile',
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36',
  ],
  [
    'Chrome 131',
    'Android 10',
    'tablet',
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36',
  ],
  [
    'Chrome 130',
    'Android 14',
    'mobile',
    'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.6723.102 Mobile Safari/537.36',
  ],
  [
    'Firefox 131',
    'Android 14',
    'mobile',
    'Mozilla/5.0 (Android 14; Mobile; rv:131.0) Gecko/131.0 Firefox/131.0',
  ],
  [
    'Firefox 131',
    'Android 13',
    'tablet',
    'Mozilla/5.0 (Android 13; Tablet; rv:131.0) Gecko/131.0 Firefox/131.0',
  ],
  [
    'Samsung Internet 26',
    'Android 14',
    'mobile',
    'Mozilla/5.0 (Linux; Android 14; SAMSUNG SM-S921B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/26.0 Chrome/122.0.0.0 Mobile Safari/537.36',
  ],
  [
    'Chrome 130',
    'Android 13',
    'tablet',
    'Mozilla/5.0 (Linux; Android 13; SM-X700) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36',
  ],
  [
    'Chrome WebView 130',
    'Android 14',
    'mobile',
    'Mozilla/5.0 (Linux; Android 14; SM-A546B Build/UP1A.231005.007; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/130.0.6723.107 Mobile Safari/537.36',
  ],
  [
    'Facebook 489',
    'Android 14',
    'mobile',
    'Mozilla/5.0 (Linux; Android 14; SM-A546B Build/UP1A.231005.007; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/130.0.6723.107 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/489.0.0.66.81;]',
  ],
  [
    'MIUI Browser 14',
    'Android 13',
    'mobile',
    'Mozilla/5.0 (Linux; Android 13; 2201117TG Build/TKQ1.221114.001) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/119.0.0.0 Mobile Safari/537.36 XiaoMi/MiuiBrowser/14.11.0-gn',
  ],
  [
    'Huawei Browser 15',
    'HarmonyOS',
    'mobile',
    'Mozilla/5.0 (Linux; Android 12; HarmonyOS; ELS-AN00) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0.5735.196 HuaweiBrowser/15.0.4.312 Mobile Safari/537.36',
  ],
  [
    'UC Browser 13',
    'Android 8',
    'mobile',
    'Mozilla/5.0 (Linux; U; Android 8.1.0; en-US; CPH1909 Build/O11019) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/78.0.3904.108 UCBrowser/13.4.0.1306 Mobile Safari/537.36',
  ],
  [
    'Opera Mini 36',
    'Android',
    'mobile',
    'Opera/9.80 (Android; Opera Mini/36.2.2254/191.249; U; en) Presto/2.12.423 Version/12.16',
  ],
  [
    'Opera 86',
    'Android 10',
    'mobile',
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36 OPR/86.0.0.0',
  ],
  [
    'WeChat 8',
    'Android 13',
    'mobile',
    'Mozilla/5.0 (Linux; Android 13; 22081212UG Build/TKQ1.220829.002; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/116.0.0.0 Mobile Safari/537.36 XWEB/1160117 MMWEBSDK/20240404 MMWEBID/98 MicroMessenger/8.0.49.2600(0x28003133) WeChat/arm64 Weixin NetType/WIFI Language/zh_CN ABI/arm64',
  ],
  [
    'Silk 120',
    'Android 9',
    'tablet',
    'Mozilla/5.0 (Linux; Android 9; KFTRWI) AppleWebKit/537.36 (KHTML, like Gecko) Silk/120.5.1 like Chrome/120.0.6099.268 Safari/537.36',
  ],
  [
    'Chrome 94',
    'webOS',
    'tv',
    'Mozilla/5.0 (Web0S; Linux/SmartTV) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/94.0.4606.128 Safari/537.36 WebAppManager',
  ],
  [
    'Safari',
    'Tizen',
    'tv',
    'Mozilla/5.0 (SMART-TV; LINUX; Tizen 6.5) AppleWebKit/537.36 (KHTML, like Gecko) 85.0.4183.93/6.5 TV Safari/537.36',
  ],
  [
    'Chrome 122',
    'Android 9',
    'tv',
    'Mozilla/5.0 (Linux; Android 9; BRAVIA 4K GB Build/PTT1.190515.001.S52) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/122.0.0.0 Safari/537.36',
  ],
  [
    'Chrome WebView 70',
    'Android 7',
    'tv',
    'Mozilla/5.0 (Linux; Android 7.1.2; AFTMM Build/NS6265; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/70.0.3538.110 Mobile Safari/537.36',
  ],
  [
    'Safari 15',
    'PlayStation',
    'console',
    'Mozilla/5.0 (PlayStation; PlayStation 5/6.00) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/15.4 Safari/605.1.15',
  ],
  [
    'Edge 20',
    'Xbox',
    'console',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64; Xbox; Xbox One) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/48.0.2564.82 Safari/537.36 Edge/20.02',
  ],
  [
    null,
    'Nintendo',
    'console',
    'Mozilla/5.0 (Nintendo Switch; WebApplet) AppleWebKit/609.4 (KHTML, like Gecko) NF/6.0.2.21.3 NintendoBrowser/5.1.0.22474',
  ],
  [
    'Oculus Browser 33',
    'Linux',
    'wearable',
    'Mozilla/5.0 (X11; Linux x86_64; Quest 3) AppleWebKit/537.36 (KHTML, like Gecko) OculusBrowser/33.0.0.2.0 Chrome/126.0.6478.122 VR Safari/537.36',
  ],
  [
    'Tesla 2020',
    'Linux',
    'embedded',
    'Mozilla/5.0 (X11; GNU/Linux) AppleWebKit/537.36 (KHTML, like Gecko) Chromium/79.0.3945.130 Chrome/79.0.3945.130 Safari/537.36 Tesla/2020.16.2.1-e99c70fff409',
  ],
  [
    'Firefox 48',
    'KaiOS 2',
    'mobile',
    'Mozilla/5.0 (Mobile; LYF/F90M/LYF-F90M-000-02-28-130318; rv:48.0) Gecko/48.0 Firefox/48.0 KAIOS/2.0',
  ],
  [
    'Edge 15',
    'Windows Phone 10',
    'mobile',
    'Mozilla/5.0 (Windows Phone 10.0; Android 6.0.1; Microsoft; Lumia 950) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/52.0.2743.116 Mobile Safari/537.36 Edge/15.15063',
  ],
  [
    'Safari 10',
    'BlackBerry',
    'mobile',
    'Mozilla/5.0 (BB10; Touch) AppleWebKit/537.10+ (KHTML, like Gecko) Version/10.0.9.2372 Mobile Safari/537.10+',
  ],
  [
    'Electron 31',
    'Windows 10',
    'desktop',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Slack/4.39.95 Chrome/126.0.6478.183 Electron/31.3.1 Safari/537.36',
  ],
  [
    'Edge 130',
    'Windows 10',
    'desktop',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Teams/24277.3507.3205.5183 Chrome/130.0.0.0 Safari/537.36 Edg/130.0.2849.68',
  ],
  [
    'Chrome WebView 130',
    'Android 14',
    'mobile',
    'Mozilla/5.0 (Linux; Android 14; Pixel 7 Build/AP2A.240805.005; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/130.0.0.0 Mobile Safari/537.36 GSA/15.42.42.28.arm64',
  ],
  [
    'Chrome WebView 130',
    'Android 14',
    'mobile',
    'Mozilla/5.0 (Linux; Android 14; Pixel 7 Build/AP2A.240805.005; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/130.0.0.0 Mobile Safari/537.36 LinkedInApp',
  ],
  [
    'DuckDuckGo 7',
    'iOS 17',
    'mobile',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 DuckDuckGo/7 Safari/605.1.15',
  ],
  [
    'Snapchat 12',
    'iOS 17',
    'mobile',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Snapchat/12.96.0.46 (like Safari/8617.2.4.10.6, panda)',
  ],
  [
    'Twitter 10',
    'iOS 17',
    'mobile',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/21F90 Twitter for iPhone/10.50',
  ],
] as const

test.each(people)('%s on %s, %s: %s', (browser, os, device, userAgent) => {
  expect(deviceOf(userAgent)).toEqual({ browser, os, device })
})

test.each(people)('%s on %s, %s, is not taken for a bot: %s', (_browser, _os, _device, userAgent) => {
  expect(botOf(visitAt('2026-11-22T15:45:50Z', { userAgent }), null).bot).toBeNull()
})

const nothing = { browser: null, os: null, device: null }

test.each([
  ['no user agent', null, nothing],
  ['an empty one', '', nothing],
  ['curl', 'curl/8.5.0', nothing],
  ['python-requests, which holds the word quest', 'python-requests/2.32.3', nothing],
  ['a crawler', 'Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)', nothing],
  [
    'a headless Chrome',
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/130.0.0.0 Safari/537.36',
    { browser: 'Headless Chrome 130', os: 'Linux', device: 'desktop' },
  ],
  [
    'a Windows that never was',
    'Mozilla/5.0 (Windows NT 99.9) Gecko/20100101 Firefox/131.0',
    { browser: 'Firefox 131', os: 'Windows', device: 'desktop' },
  ],
  [
    'a version without end',
    `Mozilla/5.0 (X11; Linux x86_64; rv:1) Gecko/20100101 Firefox/${'1'.repeat(150)}`,
    { browser: 'Firefox', os: 'Linux', device: 'desktop' },
  ],
  [
    'a version that ends it',
    'Mozilla/5.0 (X11; Linux x86_64; rv:131) Gecko/20100101 Firefox/131',
    { browser: 'Firefox 131', os: 'Linux', device: 'desktop' },
  ],
  [
    'an app on Android',
    'Instagram 5.0.2 Android (18/4.3; 320dpi; 720x1280; samsung; d2spr; qcom; en_US)',
    { browser: 'Instagram 5', os: 'Android', device: 'mobile' },
  ],
  ['emoji', '😀'.repeat(64), nothing],
  ['half an emoji', `Mozilla/5.0 (${'\ud83d'}`, nothing],
  ['a prototype', '__proto__ constructor/1.0', nothing],
])('%s', (_, userAgent, device) => {
  expect(deviceOf(userAgent)).toEqual(device)
})

/** 256 bytes that end as `text` does when it is cut after `end`. */
function cutAfter(text: string, end: string): string {
  const kept = text.slice(0, text.indexOf(end) + end.length)
  return kept.replace('(', `(${'x'.repeat(254 - kept.length)}; `)
}
const chrome =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.6723.102 Mobile Safari/537.36'

test.each([
  ['Safari/537', { browser: 'Chrome 131', os: 'Android 10', device: 'mobile' }],
  ['Mobile Saf', { browser: 'Chrome 131', os: 'Android 10', device: 'mobile' }],
  ['Chrome/131.0.67', { browser: 'Chrome 131', os: 'Android 10', device: 'mobile' }],
  ['Chrome/131.', { browser: 'Chrome 131', os: 'Android 10', device: 'mobile' }],
  ['Chrome/13', { browser: 'Chrome', os: 'Android 10', device: 'mobile' }], // 13 may have been 131
  ['Chro', { browser: null, os: 'Android 10', device: 'mobile' }],
  ['AppleW', { browser: null, os: 'Android 10', device: 'mobile' }],
])('a user agent that was cut after %s', (end, device) => {
  const userAgent = cutAfter(chrome, end)
  expect(userAgent).toHaveLength(256)
  expect(deviceOf(userAgent)).toEqual(device)
})

test('wherever a user agent is cut, it is read without harm', () => {
  const read = people.flatMap(([, , , userAgent]) =>
    Array.from(userAgent, (_, length) => deviceOf(userAgent.slice(0, length)).browser ?? 'null'),
  )
  expect(read.filter((browser) => !/^[\w .]{1,30}$/.test(browser))).toEqual([])
})
