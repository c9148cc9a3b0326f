import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'

/**
 * The engine dynalite in a process of its own. It answers only those who sign with the access key that it was started
 * with: by itself it would answer every web page on this machine, with CORS `*`.
 */
const { HOST: host = '', PORT: port = '', ACCESS_KEY_ID: accessKeyId = '' } = process.env
const [, , path] = process.argv

const quick = { createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 }
const server: Server = require('dynalite')({ path, ...quick })
const [answer] = server.listeners('request') as [(request: IncomingMessage, response: ServerResponse) => void]
const hashOf = (text: string) => createHash('sha256').update(text).digest()
const expected = hashOf(accessKeyId)

server.removeAllListeners('request').on('request', (request, response) => {
  if (isOurs(request)) answer(request, response)
  else response.writeHead(403).end()
})
server.listen(Number(port), host)

/** Our clients are no web pages, which say where they come from or which host they mean to ask. */
function isOurs({ headers }: IncomingMessage): boolean {
  const [, given = ''] = /^AWS4-HMAC-SHA256 Credential=([^/]*)\//.exec(headers.authorization ?? '') ?? []
  const isPage = headers.origin !== undefined || headers.host !== `${host}:${port}`
  return !isPage && timingSafeEqual(hashOf(given), expected)
}
