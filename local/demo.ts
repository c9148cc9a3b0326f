import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { dirname, join } from 'node:path'

const demo = (name: string) => join(__dirname, 'demo', name)
const html = 'text/html; charset=utf-8'

const files: Readonly<Record<string, readonly [type: string, file: string]>> = {
  '/': [html, demo('index.html')],
  '/publications': [html, demo('publications.html')],
  '/style.css': ['text/css; charset=utf-8', demo('style.css')],
  '/jquery.js': ['text/javascript; charset=utf-8', join(dirname(require.resolve('jquery')), 'jquery.min.js')],
}

/** A résumé on another origin than the API, as on a static host. */
export function demoServer(apiUrl: string): Server {
  return createServer((request, response) => {
    const [path = '/'] = (request.url ?? '/').split('?')
    const found = files[path]
    if (found === undefined) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end(`there is nothing at ${path}\n`)
      return
    }
    const [type, file] = found
    response
      .writeHead(200, { 'content-type': type, 'cache-control': 'no-cache' })
      .end(readFileSync(file, 'utf8').replaceAll('{{api}}', apiUrl))
  })
}
