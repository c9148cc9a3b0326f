import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'

/** Requests that are made at once, and how often. */
export interface QueryOrder {
  readonly events: readonly APIGatewayProxyEventV2[]
  readonly times: number
}

export interface QueryOutcome {
  /** Milliseconds until all were answered, by repetition. */
  readonly times: readonly number[]
  /** Milliseconds of this process's CPU, each time. */
  readonly cpu: readonly number[]
  readonly answers: readonly APIGatewayProxyStructuredResultV2[]
}

type Handler = (event: APIGatewayProxyEventV2) => Promise<APIGatewayProxyStructuredResultV2>

/** Runs a function as it is deployed, and times its answers in its own process. */
const { handler } = require(process.argv[2] as string) as { handler: Handler }

process.on('message', async ({ events, times }: QueryOrder) => {
  const [taken, cpu]: [number[], number[]] = [[], []]
  let answers: APIGatewayProxyStructuredResultV2[] = []
  for (let time = 0; time < times; time++) {
    const [began, used] = [performance.now(), process.cpuUsage()]
    answers = await Promise.all(events.map(handler))
    taken.push(performance.now() - began)
    const { user, system } = process.cpuUsage(used)
    cpu.push((user + system) / 1000)
  }
  process.send?.({ times: taken, cpu, answers } satisfies QueryOutcome)
})
