import { CloudWatchClient, GetMetricStatisticsCommand } from '@aws-sdk/client-cloudwatch'

const secondsOfDay = 86_400

/**
 * Returns how many calls functions had between two moments. Each is a request that was billed; those that the API
 * refuses by a limit reach no function. Null where CloudWatch does not answer: then visits decide alone.
 */
export function requestCount(functions: readonly string[]): (from: Date, to: Date) => Promise<number | null> {
  const client = new CloudWatchClient()
  const callsOf = async (name: string, StartTime: Date, EndTime: Date): Promise<number> => {
    const { Datapoints = [] } = await client.send(
      new GetMetricStatisticsCommand({
        Namespace: 'AWS/Lambda',
        MetricName: 'Invocations',
        Dimensions: [{ Name: 'FunctionName', Value: name }],
        ...{ StartTime, EndTime, Period: secondsOfDay, Statistics: ['Sum'] },
      }),
    )
    return Datapoints.reduce((sum, { Sum = 0 }) => sum + Sum, 0)
  }
  return async (from, to) => {
    try {
      const each = await Promise.all(functions.map((name) => callsOf(name, from, to)))
      return each.reduce((sum, calls) => sum + calls, 0)
    } catch (error) {
      console.error({ uncountedRequests: (error as Error).message })
      return null
    }
  }
}
