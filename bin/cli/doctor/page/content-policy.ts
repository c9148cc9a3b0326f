/** A Content-Security-Policy: the values of its directives, by their names in small letters. */
export type ContentPolicy = ReadonlyMap<string, readonly string[]>

/** The policies of a header or of a meta element; a comma separates several, and each of them holds. */
export const parsePolicies = (text: string): readonly ContentPolicy[] =>
  text
    .split(',')
    .map(parsePolicy)
    .filter((policy) => policy.size > 0)

/** Of a directive that is there twice, the first holds (CSP3 §2.2.1). */
function parsePolicy(text: string): ContentPolicy {
  const directives = new Map<string, readonly string[]>()
  for (const part of text.split(';')) {
    const [name = '', ...values] = part.trim().split(/\s+/)
    if (name !== '' && !directives.has(name.toLowerCase())) directives.set(name.toLowerCase(), values)
  }
  return directives
}

/** What a page is about to load or ask. */
export interface Wanted {
  readonly url: string
  /** The address of the page, for which 'self' stands. */
  readonly page: URL
  /** The attributes of a script that can let it in by themselves. */
  readonly nonce?: string | undefined
  readonly integrity?: string | undefined
}

/**
 * Returns the directive that keeps a page from what it wants; null where the policy allows it.
 *
 * @param names the directive that decides, and those that stand for it where it is missing
 */
export function forbids(policy: ContentPolicy, names: readonly string[], wanted: Wanted): string | null {
  const name = names.find((one) => policy.has(one))
  if (name === undefined) return null
  return allows(policy.get(name) ?? [], wanted) ? null : name
}

function allows(sources: readonly string[], wanted: Wanted): boolean {
  if (sources.some((source) => isToken(source, wanted))) return true
  if (wanted.url === inPage) return isInlineAllowed(sources)
  if (sources.some((source) => source.toLowerCase() === "'strict-dynamic'")) return false // hosts are ignored then
  return sources.some((source) => matches(source, new URL(wanted.url), wanted.page))
}

/** Stands for the address of a script that is in the page itself. */
export const inPage = 'inline:'

/** A nonce or a hash takes 'unsafe-inline' its effect (CSP3 §6.7.3.2). */
const isInlineAllowed = (sources: readonly string[]): boolean =>
  sources.some((source) => source.toLowerCase() === "'unsafe-inline'") &&
  !sources.some((source) => /^'(nonce-|sha\d{3}-|strict-dynamic')/i.test(source))

/** A nonce or a hash that stands on the script too. */
const isToken = (source: string, { nonce = '', integrity = '' }: Wanted): boolean =>
  (nonce !== '' && source === `'nonce-${nonce}'`) ||
  (integrity !== '' && integrity.split(/\s+/).some((one) => source === `'${one}'`))

const hostSource = /^(?:([a-z][a-z\d+.-]*):\/\/)?(\*|(?:\*\.)?[^/:*]+|\[[^\]]+\])(?::(\d+|\*))?(\/.*)?$/i

/** Whether a source of a list stands for an address (CSP3 §6.7.2.8). */
function matches(source: string, url: URL, page: URL): boolean {
  if (source === '*') return /^https?:$/.test(url.protocol) || url.protocol === page.protocol
  if (source.toLowerCase() === "'self'") return url.origin === page.origin
  if (/^[a-z][a-z\d+.-]*:$/i.test(source)) return isScheme(source.slice(0, -1), url)
  const [whole, scheme, host = '', port, path = ''] = hostSource.exec(source) ?? []
  if (whole === undefined) return false
  return (
    isScheme(scheme ?? page.protocol.slice(0, -1), url) &&
    isHost(host.toLowerCase(), url.hostname) &&
    isPort(port, url) &&
    isPath(path, url.pathname)
  )
}

/** The safe scheme is meant as well. */
const isScheme = (scheme: string, { protocol }: URL): boolean =>
  protocol === `${scheme.toLowerCase()}:` || (scheme.toLowerCase() === 'http' && protocol === 'https:')

function isHost(pattern: string, host: string): boolean {
  if (pattern === '*') return true
  return pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : host === pattern
}

const defaultPorts: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' }

function isPort(port: string | undefined, url: URL): boolean {
  const own = url.port || (defaultPorts[url.protocol] ?? '')
  if (port === undefined) return own === defaultPorts[url.protocol]
  return port === '*' || port === own || (port === '80' && own === '443')
}

/** A path that ends with a slash stands for all below it. */
function isPath(path: string, asked: string): boolean {
  if (path === '' || path === '/') return true
  return path.endsWith('/') ? asked.startsWith(path) : asked === path
}
