import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { makeVisitId } from '../../lambda/domain/visit/visit-id'
import { page as origin, site } from '../local/book'
import { type SentVisit, sentVisit } from './history'
import type { Service } from './service'

/** Milliseconds after which a browser's connection is taken for broken. */
const patience = 30_000

const agent = new Agent({ keepAlive: true })

const userAgent = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0'

/** One view of a page: sends its message, and the same again up to three times, as web/beacon.ts does. */
export async function visit(service: Service, path: string, phase: number, seen: Map<string, SentVisit>) {
  const id = makeVisitId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
  const one = sentVisit(id, path, phase)
  seen.set(id, one)
  const body = JSON.stringify({ id, page: path })
  for (let failures = 0; failures <= 3; failures++) {
    const { life } = service
    const begun = performance.now()
    one.attempts++
    const { status, retryAfter } = await send(
      `${service.url}/visits`,
      'POST',
      { ...origin, 'user-agent': userAgent },
      body,
    )
    if (status === 204) {
      one.latency = performance.now() - begun
      one.acknowledgedIn = life
      return one
    }
    if (status % 429 && status < 500) throw new Error(`a beacon was answered ${status}`)
    if (failures < 3) await sleep(1000 * (Math.random() + Math.max(2 ** failures, retryAfter)))
  }
  return one
}

/** Has one visit erased, once. What is not answered may have happened or not. */
export async function erase(service: Service, one: SentVisit): Promise<void> {
  one.isErasing = true
  const { life } = service
  const { status } = await send(`${service.url}/visits/${one.id}?site=${site}`, 'DELETE', {
    authorization: `Bearer ${service.token}`,
  })
  if (status === 204) one.erasedIn = life
  else if (status === 404)
    one.isErasing = false // it should have been there, or was set back: the end tells
  else if (status !== 0 && status < 500) throw new Error(`an erasure was answered ${status}`)
}

interface Answer {
  /** 0 if the connection broke. */
  readonly status: number
  /** Seconds. */
  readonly retryAfter: number
}

function send(url: string, method: string, headers: Record<string, string>, body = ''): Promise<Answer> {
  return new Promise((resolve) => {
    const broken = () => resolve({ status: 0, retryAfter: 0 })
    const call = request(url, { method, headers, agent, timeout: patience }, (response) => {
      response.on('error', broken).on('end', () => {
        const { statusCode = 0, headers: told } = response
        resolve({ status: statusCode, retryAfter: Number(told['retry-after'] ?? 0) })
      })
      response.resume()
    })
    call.on('error', broken).on('timeout', () => call.destroy())
    call.end(body)
  })
}

/** Ends idle connections, which would keep the process. */
export const endConnections = (): void => agent.destroy()
