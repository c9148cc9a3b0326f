import { setTimeout as sleep } from 'node:timers/promises'
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { event } from '../../test/support/http/event'
import { firefox } from '../../test/support/memory/visits'
import { assumptions } from '../cost/assumptions'
import { listPrice, prices } from '../cost/prices'
import { median, type Sample } from '../harness/interleave'
import { check } from '../harness/scenario'
import { randomIpv4 } from '../network/addresses'
import type { LambdaProcess } from './lambda-process'

export const visitsOfLifetime = 31
const addresses = randomIpv4(visitsOfLifetime)

/** Milliseconds between visits: three periods of the CPU quota, so that each visit starts with a full one. */
export const pause = 60

export const measures = {
  init: 'init, ms',
  first: 'first visit, ms',
  cold: 'init and first visit, ms',
  warm: 'warm visit, median, ms',
  peak: 'peak resident memory, MB',
  price: `a million visits, ${assumptions.coldShare * 100} % cold, $`,
  coldPrice: 'a million visits, all cold, $',
} as const

/** Init and one visit. */
export async function coldStart(lambda: LambdaProcess): Promise<Sample> {
  return { [measures.cold]: lambda.initMs + (await visit(lambda, '8.8.8.8')) }
}

/** From init to the last of its visits. */
export async function lifetimeOf(lambda: LambdaProcess, memory: number): Promise<Sample> {
  const times: number[] = []
  for (const address of addresses) {
    times.push(await visit(lambda, address))
    await lambda.idle()
    await sleep(pause)
  }
  const [first = 0, ...warm] = times
  const cold = lambda.initMs + first
  const mean = warm.reduce((sum, ms) => sum + Math.ceil(ms), 0) / warm.length
  return {
    [measures.init]: lambda.initMs,
    [measures.first]: first,
    [measures.cold]: cold,
    [measures.warm]: median(warm),
    [measures.peak]: lambda.peakMb(),
    [measures.price]: price(
      assumptions.coldShare * Math.ceil(cold) + (1 - assumptions.coldShare) * mean,
      memory,
    ),
    [measures.coldPrice]: price(Math.ceil(cold), memory),
  }
}

/** @returns the milliseconds that it took */
export async function visit(lambda: LambdaProcess, ip: string): Promise<number> {
  const headers = { Origin: 'https://you.github.io', 'User-Agent': firefox }
  const body = JSON.stringify({
    page: '/cv.html',
    title: 'Résumé',
    referrer: 'https://www.linkedin.com/feed/',
  })
  const { answer, ms } = await lambda.invoke(event({ route: 'POST /visits', headers, body, ip }))
  const { statusCode, body: why } = answer as APIGatewayProxyStructuredResultV2
  check(statusCode === 204, `a visit to be answered 204, got ${statusCode} ${why ?? ''}`)
  return ms
}

/** Lambda's list price alone for a million requests of this many billed milliseconds. */
function price(ms: number, memory: number): number {
  const million = 1e6
  const gigabyteSeconds = million * (ms / 1000) * (memory / 1024)
  return listPrice(prices.lambdaRequests, million) + listPrice(prices.lambdaDuration, gigabyteSeconds)
}
