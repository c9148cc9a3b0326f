import UAParser from 'my-ua-parser'
import { memoize } from '../cache'
import { byteLength } from '../text'
import { userAgentBytes } from '../visit/visit'

/** The device of a visit, judged by its user agent. What is not known is null. */
export interface Device {
  /** Name and major version: `Firefox 131`. */
  readonly browser: string | null
  /** `Windows 10` (Windows 11 says so too), `macOS` (browsers froze its version), `Android 14`, `iOS 17`, `Linux`. */
  readonly os: string | null
  readonly device: DeviceKind | null
}

export const deviceKinds = ['desktop', 'mobile', 'tablet', 'tv', 'console', 'wearable', 'embedded'] as const
export type DeviceKind = (typeof deviceKinds)[number]

const unknown: Device = { browser: null, os: null, device: null }

/**
 * Returns the browser, operating system and device of a user agent, which may have been cut.
 *
 * An iPad claims to be a Mac, unless its browser identifies itself as one for iOS. Brave claims to be Chrome.
 */
export function deviceOf(userAgent: string | null): Device {
  return userAgent === null ? unknown : read(userAgent)
}

/** Returns a browser or a system without its version: `Windows` for `Windows XP`. */
export const familyOf = (name: string): string => name.replace(/ (?:\d[\d.]*|XP|Vista|RT)$/, '')

/** Takes 20 µs for a new user agent and 0.04 for one seen before. */
const read = memoize((userAgent: string): Device => {
  const parser = new UAParser(userAgent)
  const browser = parser.getBrowser()
  const os = osOf(parser.getOS(), userAgent)
  return {
    browser: browserOf(browser.name, wholeVersion(browser.version, userAgent), os),
    os,
    device: kindOf(parser.getDevice().type, os),
  }
}, 1000)

/** Names that people know, by the parser's names. */
const browserNames: Readonly<Record<string, string>> = {
  'Mobile Safari': 'Safari',
  IE: 'Internet Explorer',
  IEMobile: 'Internet Explorer Mobile',
  GSA: 'Google App',
  Yandex: 'Yandex Browser',
  UCBrowser: 'UC Browser',
  QQ: 'QQ Browser',
  QQBrowser: 'QQ Browser',
  Ddg: 'DuckDuckGo',
  'Chrome Headless': 'Headless Chrome',
  coc_coc_browser: 'Coc Coc',
}
const engines: ReadonlySet<string> = new Set(['WebKit', 'AppleWebKit', 'KHTML', 'Mozilla'])

function browserOf(name: string | undefined, version: string | undefined, os: string | null): string | null {
  if (name === undefined) return null
  if (name === 'Epiphany') return name // its version is the engine's
  if (engines.has(name)) return os !== null && /^i(?:Pad)?OS/.test(os) ? 'WebView' : null // a page inside an app
  return versioned(browserNames[name] ?? name, version)
}

/** Returns the version, unless it may be incomplete: digits at the very end of a cut user agent may have been cut too. */
function wholeVersion(version: string | undefined, userAgent: string): string | undefined {
  return version !== undefined && /^\d+$/.test(version) && userAgent.endsWith(version) && wasCut(userAgent)
    ? undefined
    : version
}

/** A code point takes at most four bytes, so a cut leaves at most three unused. */
const wasCut = (userAgent: string) => byteLength(userAgent) > userAgentBytes - 4

const majorVersion = /^\d{1,4}(?!\d)/
const versioned = (name: string, version: string | undefined): string => {
  const major = majorVersion.exec(version ?? '')?.[0]
  return major === undefined ? name : `${name} ${major}`
}

const windowsVersions: ReadonlySet<string> = new Set(['XP', 'Vista', '7', '8', '8.1', '10', 'RT', '2000'])
/** Systems with useful versions. Instead of one, Linux has its processor, ChromeOS a build and HarmonyOS an Android version. */
const versionedSystems: ReadonlySet<string> = new Set(['Android', 'Windows Phone', 'KaiOS'])
/** Names as people write them, where the parser passes on the user agent's spelling or has another name. */
const systemNames = new Map([
  ['mac os', 'macOS'],
  ['chromium os', 'ChromeOS'],
  ...['Android', 'KaiOS', 'Linux', 'Ubuntu', 'Debian', 'Fedora', 'HarmonyOS', 'Tizen', 'webOS', 'Xbox'].map(
    (name) => [name.toLowerCase(), name] as const,
  ),
])

function osOf({ name, version }: UAParser.IOS, userAgent: string): string | null {
  if (name === undefined) return null
  if (name === 'Windows') return windowsVersions.has(version ?? '') ? `Windows ${version}` : 'Windows'
  if (name === 'iOS') return versioned(/\biPad\b/.test(userAgent) ? 'iPadOS' : 'iOS', version)
  if (name === 'Mac OS' && /\b(?:CriOS|FxiOS|EdgiOS|OPiOS)/.test(userAgent)) return 'iPadOS'
  const known = systemNames.get(name.toLowerCase()) ?? name
  return versionedSystems.has(known) ? versioned(known, version) : known
}

const phones = /^(?:Android|HarmonyOS|iOS|Windows Phone|KaiOS)/
const desktops =
  /^(?:Windows(?! (?:Phone|Mobile))|macOS|ChromeOS|Linux|GNU|\w*BSD|\w*buntu|Debian|Fedora|Mint|SUSE|openSUSE|Arch|Gentoo|CentOS|Red ?Hat|Raspbian|Manjaro|Solaris|Haiku|Slackware|Mageia|Mandriva)/i
const kinds: Readonly<Record<string, DeviceKind>> = {
  mobile: 'mobile',
  tablet: 'tablet',
  smarttv: 'tv',
  console: 'console',
  wearable: 'wearable',
  embedded: 'embedded',
}

function kindOf(type: string | undefined, os: string | null): DeviceKind | null {
  if (os === 'iPadOS') return 'tablet'
  if (type === 'wearable' && os === null) return null // the parser sees a Quest in python-requests
  if (type !== undefined) return kinds[type] ?? null
  if (os === null) return null
  if (phones.test(os)) return 'mobile' // the parser misses a tablet only in a cut or an app; phones are more common
  return desktops.test(os) ? 'desktop' : null
}
