import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { apiClient } from '../../../bin/cli/api/api-client'

/** A server that answers everything with the same body. */
async function answering(body: string) {
  const asked: string[] = []
  const server = createServer(({ method, url }, response) => {
    asked.push(`${method} ${url}`)
    response.end(body)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { url, asked, ask: apiClient({ url, token: 'token' }), close: () => server.close() }
}

test('asks a route by its method and path, with the parameters that are given', async () => {
  const { ask, asked, close } = await answering('{"erased":3,"cursor":null}')
  const answer = await ask('DELETE /visits', { page: '/a b', site: undefined, cursor: 'c' })
  close()
  expect(answer).toEqual({ erased: 3, cursor: null })
  expect(asked).toEqual(['DELETE /visits?page=%2Fa+b&cursor=c'])
})

test('what stands in the path is one segment of it, whatever it is', async () => {
  const { ask, asked, close } = await answering('{"key":"a"}')
  await ask('GET /organisations/{key}', { to: '2026-11-01' }, { id: '../a?b=$& ü' })
  close()
  expect(asked).toEqual(['GET /organisations/..%2Fa%3Fb%3D%24%26%20%C3%BC?to=2026-11-01'])
})

test.each([
  ['GET /visits', '<h1>It works!</h1>'],
  ['GET /visits', 'null'],
  ['GET /visits', '{"visits":3}'],
  ['DELETE /visits', '{"erased":"all"}'],
  ['GET /organisations', '{"visits":[]}'],
  ['GET /organisations/{key}', '{"organisations":[]}'],
  ['GET /stats', '{"visits":[]}'],
  ['GET /refusals', '[]'],
  ['GET /sites', '"sites"'],
] as const)('%s: %s is taken for the answer of something else', async (route, body) => {
  const { ask, url, close } = await answering(body)
  const message = await ask(route).catch((error: Error) => error.message)
  close()
  expect(message).toBe(`${url} does not answer as Visitbook does; check --url or VISITBOOK_URL`)
})
