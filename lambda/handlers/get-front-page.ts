import { createHash } from 'node:crypto'
import { content } from '../http/answer'
import type { Handler } from '../http/api'

/** `GET /`: says what this is. The dashboard will be here. */
export const getFrontPage: Handler = ({ headers }) => {
  const scheme = headers['x-forwarded-proto'] === 'https' ? 'https' : 'http'
  const host = (headers.host ?? '').replace(/[^\w.:[\]-]/g, '')
  return content('text/html; charset=utf-8', page(`${scheme}://${host}`), {
    'content-security-policy': policy,
    'referrer-policy': 'no-referrer',
  })
}

const style = `
  :root { color-scheme: light dark }
  body { font: 17px/1.6 system-ui, sans-serif; max-width: 42rem; margin: 12vh auto; padding: 0 1.25rem }
  pre { padding: 1rem; border-radius: .5rem; overflow-x: auto; background: color-mix(in srgb, currentColor 8%, transparent) }
`

const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const page = (url: string) => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Visitbook</title>
<style>${style}</style>
<main>
<h1>Visitbook</h1>
<p>This visitors’ book is open. Ask it with your token:</p>
<pre tabindex="0"><code>curl -H "Authorization: Bearer $VISITBOOK_TOKEN" "${url}/visits?limit=10"</code></pre>
<p>What else can be asked is in <code>/openapi.json</code>, with the same token.</p>
</main>
</html>
`
