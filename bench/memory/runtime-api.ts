import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** What a function answered, and the milliseconds from handing out the event to having the answer: what Lambda bills. */
export interface Invocation {
  readonly answer: unknown
  readonly ms: number
}

/** One function's Runtime API: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html */
export interface RuntimeApi {
  /** `AWS_LAMBDA_RUNTIME_API` of the function. */
  readonly address: string
  /** When the function asks for an event: its init is over, or its last answer is given. @throws Error when its init failed */
  idle(): Promise<void>
  /** @throws Error in the function's own words when it failed */
  invoke(event: unknown): Promise<Invocation>
  close(): Promise<void>
}

interface Outcome {
  readonly answer?: unknown
  readonly failure?: string
  readonly at: number
}

const version = '/2018-06-01/runtime'

export async function startRuntimeApi(): Promise<RuntimeApi> {
  const asked = mailbox<ServerResponse>()
  const outcomes = mailbox<Outcome>()
  let waiting: ServerResponse | null = null
  let count = 0

  const server = createServer(async (request, response) => {
    if (request.url === `${version}/invocation/next`) {
      asked.put(response)
      return
    }
    const body = await text(request)
    const at = performance.now()
    response.writeHead(202).end()
    if (request.url?.endsWith('/response')) outcomes.put({ answer: JSON.parse(body), at })
    else if (request.url === `${version}/init/error`)
      asked.fail(new Error(`the function does not start: ${body}`))
    else outcomes.put({ failure: body, at })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`

  const idle = async (): Promise<void> => {
    waiting ??= await asked.take()
  }
  return {
    address,
    idle,
    invoke: async (event) => {
      await idle()
      const body = JSON.stringify(event)
      const start = performance.now()
      waiting?.writeHead(200, headers(`bench-${count++}`)).end(body)
      waiting = null
      const { answer, failure, at } = await outcomes.take()
      if (failure !== undefined) throw new Error(`the function failed: ${failure}`)
      return { answer, ms: at - start }
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const headers = (id: string) => ({
  'content-type': 'application/json',
  'lambda-runtime-aws-request-id': id,
  'lambda-runtime-deadline-ms': String(Date.now() + 10_000),
  'lambda-runtime-invoked-function-arn': 'arn:aws:lambda:eu-central-1:123456789012:function:bench',
  'lambda-runtime-trace-id': 'Root=1-67400000-000000000000000000000000;Parent=0000000000000000;Sampled=0',
})

/** What one side puts and the other waits for, one at a time. */
function mailbox<T>() {
  let { promise, resolve, reject } = withResolvers<T>()
  return {
    put: (value: T) => resolve(value),
    fail: (error: Error) => reject(error),
    take: async (): Promise<T> => {
      const value = await promise
      ;({ promise, resolve, reject } = withResolvers<T>())
      return value
    },
  }
}

/** The same as `Promise.withResolvers`, which Node 20 lacks. */
function withResolvers<T>() {
  let resolve!: (value: T) => void
  let reject!: (error: Error) => void
  const promise = new Promise<T>((yes, no) => {
    resolve = yes
    reject = no
  })
  return { promise, resolve, reject }
}
