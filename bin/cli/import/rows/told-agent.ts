/** Browser and system as another program names them. */
export interface ToldAgent {
  /** `Firefox 128`, `crios`; a version is not always known. */
  readonly browser: string
  /** `Windows 10`, `Mac OS`, `iOS 17.2` */
  readonly system: string
  /** `tablet`, where it is told. */
  readonly device?: string
  /** The program. */
  readonly by: string
}

/**
 * A user agent that says what another program says of a browser, and nothing besides: it kept names in place of the user agent,
 * while here all that is shown is read from one. It tells by whom it is told, so that nobody takes it for what was sent.
 */
export function toldAgent({ browser, system, device, by }: ToldAgent): string | null {
  const [name, version] = named(browser)
  if (name === '' && system === '') return null
  const platform = system === '' ? '' : `(${platformOf(system, device)}) `
  const product = name === '' ? '' : `${productOf(name.toLowerCase(), name)(version.replaceAll('_', '.'))} `
  return `Mozilla/5.0 ${platform}${product}(told by ${by})`
}

/** `Firefox 128.0` in two; what is no version is part of the name. */
function named(text: string): [name: string, version: string] {
  const [, name = '', version = ''] = /^(.*?)(?: (\d[\d._]*))?$/s.exec(plain(text)) ?? []
  return [name, version]
}

/** Without what would end a comment or a product. */
const plain = (text: string): string =>
  text
    .replace(/[^\p{L}\p{N} ._-]/gu, '')
    .slice(0, 64)
    .trim()

/** A version that is not known has a place of its own: without any the name is not read. */
const product = (token: string) => (version: string) => `${token}/${version || unknown}`
const unknown = 'x'
const safari = (version: string) => `Version/${version || unknown} Safari/${unknown}`
const mobileSafari = (version: string) => `Version/${version || unknown} Mobile/${unknown} Safari/${unknown}`

/** By the names of GoatCounter and Umami, which has those of the package detect-browser. */
const products: Readonly<Record<string, (version: string) => string>> = {
  safari,
  ios: mobileSafari,
  'mobile safari': mobileSafari,
  'ios-webview': (version) => `AppleWebKit/${version || unknown} Mobile/${unknown}`,
  'edge-chromium': product('Edg'),
  edge: product('Edg'),
  'edge-ios': product('EdgiOS'),
  opera: product('OPR'),
  'opera-mini': product('Opera Mini'),
  'samsung internet': product('SamsungBrowser'),
  samsung: product('SamsungBrowser'),
  yandexbrowser: product('YaBrowser'),
  'yandex browser': product('YaBrowser'),
  'internet explorer': (version) => `MSIE ${version || unknown}`,
  ie: (version) => `MSIE ${version || unknown}`,
  chrome: product('Chrome'),
  firefox: product('Firefox'),
  crios: product('CriOS'),
  fxios: product('FxiOS'),
  'chromium-webview': product('Chrome'),
  android: (version) => `Version/${version || unknown} Mobile Safari/${unknown}`,
  silk: product('Silk'),
  miui: product('MiuiBrowser'),
  facebook: product('FBAV'),
  instagram: product('Instagram'),
}

const productOf = (key: string, name: string): ((version: string) => string) =>
  products[key] ?? product(name.replaceAll(' ', '') || unknown)

function platformOf(system: string, device: string | undefined): string {
  const [name, version] = named(system)
  const under = version.replaceAll('.', '_')
  if (/^windows/i.test(name)) return `Windows NT ${windows[version] ?? ''}`.trim()
  if (/^mac ?os/i.test(name)) return `Macintosh; Intel Mac OS X ${under}`.trim()
  if (/^i(?:pad)?os$/i.test(name)) {
    if (device === 'tablet' || /^ipados$/i.test(name)) return `iPad; CPU OS ${under || unknown} like Mac OS X`
    return `iPhone; CPU iPhone OS ${under || unknown} like Mac OS X`
  }
  if (/^android/i.test(name)) return `Linux; Android ${version}`.trim()
  if (/^chrom(?:e|ium) ?os$/i.test(name)) return 'X11; CrOS x86_64'
  return /linux/i.test(name) ? 'X11; Linux' : `X11; ${name}`
}

/** The names of Windows as its user agents have them. */
const windows: Readonly<Record<string, string>> = {
  '11': '10.0',
  '10': '10.0',
  '8.1': '6.3',
  '8': '6.2',
  '7': '6.1',
}
