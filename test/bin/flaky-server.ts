import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What happens to a request on its way: it passes, it is answered with a status, or its connection breaks. */
export type Fate = 'pass' | 'break' | number

/** A server in front of `target` to which things happen, one fate for each request; then all pass. */
export async function flakyServer(target: string, fates: Fate[]) {
  let requests = 0
  const server = createServer(async (request, response) => {
    requests += 1
    const fate = fates.shift() ?? 'pass'
    if (fate === 'break') return request.socket.destroy()
    if (typeof fate === 'number')
      return response.writeHead(fate, { 'retry-after': '0' }).end('{"detail":"no"}')
    const { authorization = '' } = request.headers
    const answer = await fetch(target + request.url, { headers: { authorization } })
    return response.writeHead(answer.status).end(await answer.text())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: () => requests,
    close: () => server.close(),
  }
}
