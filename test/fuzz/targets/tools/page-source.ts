import { forbids, inPage, parsePolicies } from '../../../../bin/cli/doctor/page/content-policy'
import { elementsOf, metaHeaders } from '../../../../bin/cli/doctor/page/html'
import { beaconsIn, pageOf, pinnedHash, snippetsFor } from '../../../../bin/cli/doctor/page/page'
import { promise } from '../../promise'

export const seeds = [
  '<!doctype html><html><head><meta http-equiv="Content-Security-Policy" content="script-src \'self\'"><script src="https://v.example/visitbook.js" data-site="a" integrity="sha384-x"></script></head><body><p>x</p></body></html>',
  "default-src 'none'; script-src 'nonce-abc' https://*.example.com:443/a/ http: 'unsafe-inline', connect-src *",
  '<script src=//v.example/visitbook.0123456789abcdef.js></script><template><script src=x></script></template>',
]
export const words = ["'strict-dynamic'", '<svg>', '<math>', '<noscript>', '<base href="']

function tryText(given: string): void {
  const text = given.toWellFormed() // as it is once it was decoded
  const page = pageOf({
    url: new URL('https://you.github.io/'),
    headers: new Headers(),
    text,
  } as unknown as Parameters<typeof pageOf>[0])
  for (const snippet of snippetsFor(page, 'https://v.example')) pinnedHash(snippet)
  beaconsIn(page)
  metaHeaders(elementsOf(text), 'content-security-policy')
  for (const policy of parsePolicies(text))
    for (const url of ['https://v.example/visitbook.js', inPage]) {
      const name = forbids(policy, ['script-src', 'default-src'], {
        url,
        page: new URL('https://you.github.io/'),
        nonce: 'abc',
      })
      promise(name === null || policy.has(name), 'it names what is not there:', name)
    }
}

export { tryText as try }
