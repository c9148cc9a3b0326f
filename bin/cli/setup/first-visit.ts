import { setTimeout as sleep } from 'node:timers/promises'
import type { AnswerOf } from '../../../lambda/api/routes'
import type { VisitAnswer } from '../../../lambda/api/visits'
import { printable } from '../../../lambda/domain/printable'
import { type ApiClient, apiClient } from '../api/api-client'
import type { Server } from '../api/server'
import { exitCodes, Failure } from '../failure'
import { interruption } from '../terminal/interruption'

const pollMs = 3000

/** What clocks may differ by: refusals of some minutes ago are told, too. */
const clockSkewMs = 300_000

/**
 * Waits until a visit is there and says which; of beacons that are refused meanwhile it says why. Ctrl-C ends it.
 *
 * @param isTakenBack whether old visits are there, so that another one is waited for
 */
export async function waitForVisit(server: Server, isTakenBack: boolean): Promise<void> {
  const ask = apiClient(server)
  const ended = interruption()
  const from = new Date(Date.now() - clockSkewMs).toISOString()
  const told = new Set<string>()
  console.error('Waiting for the first visit: open your page. Ctrl-C ends this without harm.')
  const old = isTakenBack ? await unlessBusy(newestVisit(ask), null) : null
  while (!ended.aborted) {
    const visit = await unlessBusy(newestVisit(ask), null)
    if (visit !== null && visit.id !== old?.id) return console.error(lineOf(visit))
    const refused = await unlessBusy(refusalLines(ask, from), [])
    for (const line of refused.filter((one) => !told.has(one))) console.error(line)
    for (const line of refused) told.add(line)
    await sleep(pollMs, undefined, { signal: ended }).catch(() => {}) // Ctrl-C
  }
  console.error('Not waiting any longer. When a visit comes, the dashboard shows it.')
}

/** A service that does not answer yet may do so in a moment. A token that it does not know stays unknown. */
async function unlessBusy<T>(answer: Promise<T>, otherwise: T): Promise<T> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof Failure && error.code === exitCodes.failed) return otherwise
    throw error
  }
}

/** Bots and the owner count too: whoever tries it out is one of them, often. */
async function newestVisit(ask: ApiClient): Promise<VisitAnswer | null> {
  const { visits } = await ask('GET /visits', { limit: '1', bot: 'include', mine: 'include' })
  return visits[0] ?? null
}

function lineOf({ time, site, host, page, organisation }: VisitAnswer): string {
  const whose = organisation === null ? 'of no organisation that is known' : `from ${printable(organisation)}`
  return `✓ A visit is recorded: ${printable(host ?? site)}${printable(page)} at ${time.slice(0, 16).replace('T', ' ')} UTC, ${whose}`
}

/** What is refused, and the setting that would let it in. */
async function refusalLines(ask: ApiClient, from: string): Promise<string[]> {
  const { refusals } = await ask('GET /refusals', { from, limit: '5' })
  return refusals.map(refusalLine)
}

const refusalLine = ({ reason, host, remedy }: Refusal): string =>
  `✗ A beacon was refused, ${printable(reason)}: ${printable(host) || 'no host'}. ${printable(remedy)}`

type Refusal = AnswerOf<'GET /refusals'>['refusals'][number]
