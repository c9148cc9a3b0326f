import { Unavailable } from '../../domain/errors'
import { blamesCredentials, codePasses, contentOf, type DynamoFault, passes } from './fault'
import { ConnectionLost, openConnection } from './http-connection'
import { amzDate, type Credentials, signer } from './signature'

/** Asked at every call. `forceRefresh`, as the SDK's providers know it, says that the last ones were refused. */
export type CredentialSource = (options?: { forceRefresh?: boolean }) => Credentials | Promise<Credentials>

export interface DynamoParts {
  /** `https://dynamodb.eu-central-1.amazonaws.com` */
  readonly endpoint: string
  readonly region: string
  readonly credentials: CredentialSource
  /** Milliseconds that one try waits for its answer. */
  readonly patience?: number
  /** Milliseconds until a call is given up, with all its tries: four in a row end before the function's own 10 seconds. */
  readonly limit?: number
}

/** What recording needs; transactions only on one machine (local/engine/engine-transaction.ts). */
export type Operation = 'PutItem' | 'GetItem' | 'TransactWriteItems'

/** DynamoDB without the SDK, which costs a put ten times the CPU and a cold start 100 ms and more: see bench/RESULTS.md. */
export interface Dynamo {
  /**
   * One call of DynamoDB's JSON protocol, tried again where that may help.
   * @throws Unavailable when it is throttled or out of reach, DynamoFault when the fault is ours
   */
  request(operation: Operation, input: object): Promise<Readonly<Record<string, unknown>>>
  close(): void
}

const maxTries = 5

/** Milliseconds before the second try, doubled before each further one; a half of it is left to chance. */
const firstWait = 50

/** Clocks nearer than this, in milliseconds, are not what a signature fails of: AWS allows five minutes, the SDK four. */
const clockTolerance = 240_000

const type = 'application/x-amz-json-1.0'

export function openDynamo({
  endpoint,
  region,
  credentials,
  patience = 1200,
  limit = 2400,
}: DynamoParts): Dynamo {
  const url = new URL(endpoint)
  const connection = openConnection(url)
  const sign = signer({ region, service: 'dynamodb' })
  let clockOffset = 0

  /** `host` is written by the connection. */
  function headersOf(operation: Operation, body: string, own: Credentials): string[] {
    const date = amzDate(new Date(Date.now() + clockOffset))
    const headers: [string, string][] = [
      ['content-type', type],
      ['host', url.host],
      ['x-amz-date', date],
      ['x-amz-target', `DynamoDB_20120810.${operation}`],
    ]
    if (own.sessionToken) headers.splice(3, 0, ['x-amz-security-token', own.sessionToken])
    const authorization = sign({ method: 'POST', path: url.pathname, headers, body }, own, date)
    headers[1] = ['authorization', authorization]
    return headers.map(([name, value]) => `${name}: ${value}`)
  }

  /** Whether the server's clock is another than we took it for; then we go by it from now on. */
  function correctClock(date: string | undefined): boolean {
    const offset = Date.parse(date ?? '') - Date.now()
    if (!(Math.abs(offset - clockOffset) > clockTolerance)) return false
    clockOffset = offset
    return true
  }

  return {
    async request(operation, input) {
      const body = JSON.stringify(input)
      const end = performance.now() + limit // not the wall clock, which may be set while we wait
      let [forceRefresh, clockCorrected, staleMet] = [false, false, false]
      for (let tries = 1; ; tries++) {
        const own = await credentials(forceRefresh ? { forceRefresh } : undefined)
        const headers = headersOf(operation, body, own)
        const left = Math.min(patience, end - performance.now())
        let name: string
        let cause: unknown
        try {
          const reply = await connection.post({ headers, body, patience: left })
          try {
            return contentOf(reply)
          } catch (error) {
            const fault = error as DynamoFault
            if (blamesCredentials(fault) && !forceRefresh) {
              forceRefresh = true
              continue
            }
            if (!clockCorrected && correctClock(reply.date)) {
              clockCorrected = true
              continue
            }
            if (!passes(fault)) throw fault.status < 500 ? fault : unavailable(fault.name, fault)
            name = fault.name
            cause = fault
          }
        } catch (error) {
          if (!(error instanceof ConnectionLost) || !codePasses(error.code)) throw error
          if (error.isStale && !staleMet) {
            staleMet = true
            continue
          }
          name = error.code
          cause = error
        }
        const wait = firstWait * 2 ** (tries - 1) * (0.5 + Math.random() / 2)
        if (tries >= maxTries || performance.now() + wait >= end) throw unavailable(name, cause)
        await new Promise((resolve) => setTimeout(resolve, wait))
      }
    },
    close: connection.close,
  }
}

const unavailable = (name: string, cause: unknown) => new Unavailable(`DynamoDB: ${name}`, { cause })
