import { Unavailable } from '../../domain/errors'
import { blamesCredentials, codePasses, contentOf, type DynamoFault, passes } from './fault'
import { ConnectionLost, openConnection } from './http-connection'
import type { Reply } from './http-reply'
import { amzDate, type Credentials, signer } from './signature'

/** Asked on every call. `forceRefresh`, as in the SDK's providers, says that the last credentials were refused. */
export type CredentialSource = (options?: { forceRefresh?: boolean }) => Credentials | Promise<Credentials>

export interface DynamoParts {
  /** `https://dynamodb.eu-central-1.amazonaws.com` */
  readonly endpoint: string
  readonly region: string
  readonly credentials: CredentialSource
  /** Milliseconds that one try waits for its answer. */
  readonly tryMs?: number
  /** Milliseconds until a call is given up, with all its tries: four in a row end before the function's own 10 seconds. */
  readonly limitMs?: number
}

/** What recording needs; transactions only on one machine (local/engine/engine-transaction.ts). */
export type Operation = 'PutItem' | 'GetItem' | 'UpdateItem' | 'TransactWriteItems'

/** DynamoDB without the SDK, which costs a put ten times the CPU and a cold start 100 ms and more: see bench/RESULTS.md. */
export interface Dynamo {
  /**
   * Makes one call of DynamoDB's JSON protocol, and retries it where that may help.
   *
   * @throws Unavailable when it is throttled or out of reach, DynamoFault when the fault is ours
   */
  request(operation: Operation, input: object): Promise<Readonly<Record<string, unknown>>>
  close(): void
}

const maxTries = 5

/** Milliseconds before the second try, doubled before each later one; half of it is random. */
const firstWait = 50

/** Clocks that differ by less than this, in milliseconds, do not make a signature fail: AWS allows five minutes, the SDK four. */
const clockTolerance = 240_000

/** The outcome of one try: the content, or why another try may help, at once or after a wait. */
type Outcome =
  | { readonly content: Readonly<Record<string, unknown>> }
  | { readonly name: string; readonly cause: Error; readonly isAtOnce?: boolean }

/** What one call does only once, because a second time would not help. */
interface Once {
  refreshed: boolean
  clockCorrected: boolean
  staleMet: boolean
}

export function openDynamo({
  endpoint,
  region,
  credentials,
  tryMs = 1200,
  limitMs = 2400,
}: DynamoParts): Dynamo {
  const url = new URL(endpoint)
  const connection = openConnection(url)
  const clock = serverClock()
  const headersOf = headerWriter(url, region)

  async function attempt(
    operation: Operation,
    body: string,
    timeoutMs: number,
    once: Once,
  ): Promise<Outcome> {
    const own = await credentials(once.refreshed ? { forceRefresh: true } : undefined)
    const headers = headersOf({ operation, body, time: clock.now() }, own)
    let reply: Reply
    try {
      reply = await connection.post({ headers, body, timeoutMs })
    } catch (error) {
      return outcomeOfLoss(error, once)
    }
    try {
      return { content: contentOf(reply) }
    } catch (error) {
      return outcomeOfFault(error as DynamoFault, once, () => clock.correct(reply.date))
    }
  }

  return {
    request(operation, input) {
      const body = JSON.stringify(input)
      return withTries((timeoutMs, once) => attempt(operation, body, timeoutMs, once), { tryMs, limitMs })
    },
    close: connection.close,
  }
}

type Attempt = (timeoutMs: number, once: Once) => Promise<Outcome>

/** @throws Unavailable when tries or time are used up */
async function withTries(
  attempt: Attempt,
  { tryMs, limitMs }: Readonly<Record<'tryMs' | 'limitMs', number>>,
): Promise<Readonly<Record<string, unknown>>> {
  const end = performance.now() + limitMs // not the wall clock, which may be set while we wait
  const once: Once = { refreshed: false, clockCorrected: false, staleMet: false }
  for (let tries = 1; ; tries++) {
    const outcome = await attempt(Math.min(tryMs, end - performance.now()), once)
    if ('content' in outcome) return outcome.content
    if (outcome.isAtOnce) continue
    const wait = firstWait * 2 ** (tries - 1) * (0.5 + Math.random() / 2)
    if (tries >= maxTries || performance.now() + wait >= end) throw unavailable(outcome.name, outcome.cause)
    await new Promise((resolve) => setTimeout(resolve, wait))
  }
}

/** @throws what another try would not mend */
function outcomeOfLoss(error: unknown, once: Once): Outcome {
  if (!(error instanceof ConnectionLost) || !codePasses(error.code)) throw error
  const isAtOnce = error.isStale && !once.staleMet
  if (isAtOnce) once.staleMet = true
  return { name: error.code, cause: error, isAtOnce }
}

/** @throws Unavailable or DynamoFault, which another try would not mend */
function outcomeOfFault(fault: DynamoFault, once: Once, correctClock: () => boolean): Outcome {
  const outcome = { name: fault.name, cause: fault }
  if (blamesCredentials(fault) && !once.refreshed) {
    once.refreshed = true
    return { ...outcome, isAtOnce: true }
  }
  if (!once.clockCorrected && correctClock()) {
    once.clockCorrected = true
    return { ...outcome, isAtOnce: true }
  }
  if (passes(fault)) return outcome
  throw fault.status < 500 ? fault : unavailable(fault.name, fault)
}

/** The server's clock: our own, corrected by its known error. */
function serverClock() {
  let offset = 0
  return {
    now: () => new Date(Date.now() + offset),
    /** Adopts the time of an answer. @returns whether that corrected the clock */
    correct(date: string | undefined): boolean {
      const found = Date.parse(date ?? '') - Date.now()
      if (!(Math.abs(found - offset) > clockTolerance)) return false
      offset = found
      return true
    },
  }
}

interface Call {
  readonly operation: Operation
  readonly body: string
  readonly time: Date
}

/** Returns a function that signs a call. `host` is signed here and written by the connection. */
function headerWriter(url: URL, region: string) {
  const sign = signer({ region, service: 'dynamodb' })
  return ({ operation, body, time }: Call, own: Credentials): string[] => {
    const date = amzDate(time)
    const headers: [string, string][] = [
      ['content-type', 'application/x-amz-json-1.0'],
      ['host', url.host],
      ['x-amz-date', date],
      ['x-amz-target', `DynamoDB_20120810.${operation}`],
    ]
    if (own.sessionToken) headers.splice(3, 0, ['x-amz-security-token', own.sessionToken])
    const authorization = sign({ method: 'POST', path: url.pathname, headers, body }, own, date)
    headers[1] = ['authorization', authorization]
    return headers.map(([name, value]) => `${name}: ${value}`)
  }
}

const unavailable = (name: string, cause: unknown) => new Unavailable(`DynamoDB: ${name}`, { cause })
