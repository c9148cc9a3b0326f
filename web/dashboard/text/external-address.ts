/** The web address of a page on a host; null unless it is a safe http or https address. */
export function externalAddress(host: string | null, path: string | null = '/'): string | null {
  if (
    host === null ||
    !/^[a-z0-9.-]+(:\d{1,5})?$/i.test(host) ||
    !(host.includes('.') || host.includes('localhost'))
  )
    return null
  const scheme = /^(localhost|127\.)/.test(host) ? 'http' : 'https'
  try {
    const url = new URL(path ?? '/', `${scheme}://${host}`)
    return url.host === new URL(`${scheme}://${host}`).host && /^https?:$/.test(url.protocol)
      ? url.href
      : null
  } catch {
    return null
  }
}
