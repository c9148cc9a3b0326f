import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import type { LambdaFunction } from '../../lambda/http/api'

/** What one process with the record function answered and needed. */
export interface RecordRun {
  readonly statuses: readonly number[]
  readonly importMs: number
  readonly firstCallMs: number
  readonly cpuMs: number
  readonly wallMs: number
  readonly bareMb: number
  readonly residentMb: number
  readonly collectedMb: number
}

const [code = '', eventFile = '', warmUp = '0'] = process.argv.slice(2)
const events = JSON.parse(readFileSync(eventFile, 'utf8')) as [
  APIGatewayProxyEventV2,
  ...APIGatewayProxyEventV2[],
]
const bareMb = process.memoryUsage.rss() / 1e6

async function main(): Promise<void> {
  const start = performance.now()
  const { handler } = (await import(pathToFileURL(code).href)) as { handler: LambdaFunction }
  const imported = performance.now()
  const statuses = new Set([(await handler(events[0])).statusCode ?? 0])
  const answered = performance.now()
  const [, ...rest] = events
  for (const event of rest.slice(0, Number(warmUp))) statuses.add((await handler(event)).statusCode ?? 0)
  const timed = rest.slice(Number(warmUp))
  const cpu = process.cpuUsage()
  const from = performance.now()
  for (const event of timed) statuses.add((await handler(event)).statusCode ?? 0)
  const wallMs = (performance.now() - from) / timed.length
  const { user, system } = process.cpuUsage(cpu)
  const residentMb = process.memoryUsage.rss() / 1e6
  ;(globalThis as { gc?: () => void }).gc?.()
  const run: RecordRun = {
    statuses: [...statuses],
    importMs: imported - start,
    firstCallMs: answered - imported,
    cpuMs: (user + system) / 1000 / timed.length,
    wallMs,
    bareMb,
    residentMb,
    collectedMb: process.memoryUsage.rss() / 1e6,
  }
  console.log(JSON.stringify(run))
}

main()
