import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SchedulerClient } from '@aws-sdk/client-scheduler'
import { eventBridgeSchedules } from '../../lambda/messages/aws/schedules'

const place = {
  schedules: { group: 'Visitbook', role: 'arn:aws:iam::111122223333:role/Schedules' },
  target: 'arn:aws:lambda:eu-west-1:111122223333:function:Notify',
}

type Asked = readonly [method: string | undefined, path: string | undefined, body: Record<string, unknown>]

/** A stand-in for EventBridge that answers every call with a status, and what it was asked. */
async function scheduler(status: number, error = '') {
  const asked: Asked[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const part of request) body += part
    asked.push([request.method, request.url, JSON.parse(body)])
    const headers = { 'Content-Type': 'application/json', ...(error !== '' && { 'x-amzn-ErrorType': error }) }
    response.writeHead(status, headers).end('{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
  const endpoint = `http://127.0.0.1:${port}`
  const client = new SchedulerClient({ endpoint, region: 'eu-west-1', credentials, maxAttempts: 1 })
  return { asked, schedules: eventBridgeSchedules(place, client), close: () => server.close() }
}

const id = 'msg_0123456789abcdef01234567'

test('a schedule calls the function once, at the next whole second, and then deletes itself', async () => {
  const { asked, schedules, close } = await scheduler(200)
  await schedules.at('2026-11-29T16:59:59.001Z', id)
  close()
  const [[method, path, { ClientToken: _, ...body }]] = asked as [Asked]
  expect([method, path]).toEqual(['POST', `/schedules/${id}-20261129170000`])
  expect(body).toEqual({
    GroupName: 'Visitbook',
    ScheduleExpression: 'at(2026-11-29T17:00:00)',
    ScheduleExpressionTimezone: 'UTC',
    FlexibleTimeWindow: { Mode: 'OFF' },
    ActionAfterCompletion: 'DELETE',
    Target: {
      Arn: place.target,
      RoleArn: place.schedules.role,
      Input: JSON.stringify({ due: id }),
      RetryPolicy: { MaximumRetryAttempts: 3, MaximumEventAgeInSeconds: 3600 },
    },
  })
})

test.each([
  ['a schedule that another function made is as good', 409, 'ConflictException', null],
  ['one that is refused is an error', 403, 'AccessDeniedException', /./],
  ['so is one that is throttled', 429, 'ThrottlingException', /./],
] as const)('%s: %i %s', async (_, status, error, message) => {
  const { schedules, close } = await scheduler(status, error)
  const made = schedules.at('2026-11-29T17:00:00.000Z', id)
  if (message === null) await expect(made).resolves.toBeUndefined()
  else await expect(made).rejects.toThrow(message)
  close()
})
