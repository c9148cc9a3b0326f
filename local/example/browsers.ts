const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)'
const safari = 'AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0'

export interface Browser {
  readonly userAgent: string
  readonly screen: string
  readonly viewport: string
}

export const browsers: readonly Browser[] = [
  {
    userAgent: `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/142.0.0.0 Safari/537.36`,
    screen: '1920x1080',
    viewport: '1903x969',
  },
  {
    userAgent: `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0`,
    screen: '1536x864',
    viewport: '1519x730',
  },
  {
    userAgent: `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${safari} Safari/605.1.15`,
    screen: '1728x1117',
    viewport: '1440x900',
  },
  {
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
    screen: '2560x1440',
    viewport: '1280x1331',
  },
  {
    userAgent: `Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) ${safari} Mobile/15E148 Safari/604.1`,
    screen: '393x852',
    viewport: '393x659',
  },
  {
    userAgent: `Mozilla/5.0 (Linux; Android 10; K) ${webkit} Chrome/142.0.0.0 Mobile Safari/537.36`,
    screen: '412x915',
    viewport: '412x784',
  },
]
