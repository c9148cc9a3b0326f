import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A service at an address of its own, which can be gone for a while. */
export async function openFront(target: string) {
  const server = createServer(async ({ url, headers }, response) => {
    const { authorization = '' } = headers
    const answer = await fetch(target + url, { headers: { authorization } })
    response.writeHead(answer.status).end(await answer.text())
  })
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    return (server.address() as AddressInfo).port
  }
  const port = await listen(0)
  const leave = async () => {
    server.close()
    server.closeAllConnections()
    await once(server, 'close')
  }
  return { url: `http://127.0.0.1:${port}`, leave, comeBack: () => listen(port), close: leave }
}
