/** Where everything takes place; names, so that a trace can be read. */
export const sites = ['a.example', 'b.example'] as const

export const pages = ['/', '/cv', '/talks', '/projects/one'] as const

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0'
const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36'

/** Who reads: firms, universities, lines at home, a gateway, a crawler, a program within a firm, and somebody whose clock is wrong. */
export const addresses = [
  { ip: '17.253.144.10', userAgent: firefox, clockAhead: 0 },
  { ip: '17.253.144.11', userAgent: chrome, clockAhead: 40_000 },
  { ip: '155.56.1.1', userAgent: chrome, clockAhead: 0 },
  { ip: '131.111.150.25', userAgent: firefox, clockAhead: -30_000 },
  { ip: '87.128.1.1', userAgent: firefox, clockAhead: 0 },
  { ip: '87.128.1.1', userAgent: chrome, clockAhead: 8 * 60_000 },
  { ip: '2003:c1:a::1', userAgent: chrome, clockAhead: 0 },
  { ip: '165.225.0.1', userAgent: chrome, clockAhead: -3 * 86_400_000 },
  {
    ip: '66.249.66.1',
    userAgent: 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
    clockAhead: 0,
  },
  { ip: '155.56.1.2', userAgent: 'curl/8.16.0', clockAhead: 0 },
] as const
