import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { LambdaClient } from '@aws-sdk/client-lambda'
import { shardCall } from '../../lambda/counting/aws/shard-call'

const task = { site: 'you.github.io', day: '2026-11-22', round: 'a-round', shard: 3 }

/** A stand-in for Lambda that answers every call with a status, and what it was asked. */
async function lambda(status: number) {
  const asked: unknown[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (part) => {
      body += part
    })
    request.on('end', () => {
      asked.push([request.url, request.headers['x-amz-invocation-type'], JSON.parse(body)])
      response.writeHead(status).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
  const endpoint = `http://127.0.0.1:${port}`
  const client = new LambdaClient({ endpoint, region: 'eu-central-1', credentials, maxAttempts: 1 })
  return { asked, client, close: () => server.close() }
}

test('a shard is called by Lambda’s queue, without waiting for its end', async () => {
  const { asked, client, close } = await lambda(202)
  await shardCall('Visitbook-Rollup', client)(task)
  close()
  expect(asked).toEqual([
    ['/2015-03-31/functions/Visitbook-Rollup/invocations', 'Event', { countShard: task }],
  ])
})

test('a call that is throttled is an error, for the next run to call again', async () => {
  const { client, close } = await lambda(429)
  await expect(shardCall('Visitbook-Rollup', client)(task)).rejects.toThrow()
  close()
})
