import { content } from '../http/answer'
import type { Handler } from '../http/api'

/** `GET /`: says what this is. The dashboard will be here. */
export const getFrontPage: Handler = ({ headers: { host = '' } }) =>
  content('text/html; charset=utf-8', page(host.replace(/[^\w.:[\]-]/g, '')), {
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    'referrer-policy': 'no-referrer',
  })

const page = (host: string) => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Visitbook</title>
<style>
  :root { color-scheme: light dark }
  body { font: 17px/1.6 system-ui, sans-serif; max-width: 42rem; margin: 12vh auto; padding: 0 1.25rem }
  pre { padding: 1rem; border-radius: .5rem; background: color-mix(in srgb, currentColor 8%, transparent); overflow-x: auto }
</style>
<h1>Visitbook</h1>
<p>This visitors’ book is open. Ask it with your token:</p>
<pre tabindex="0"><code>curl -H "Authorization: Bearer $VISITBOOK_TOKEN" "${host}/visits?limit=10"</code></pre>
<p>What else can be asked is in <code>/openapi.json</code>, with the same token.</p>
</html>
`
