import { setTimeout as pause } from 'node:timers/promises'
import type { AnswerOf } from '../../../lambda/api/routes'
import { printable } from '../../../lambda/domain/printable'
import { type ApiClient, apiClient } from '../api/api-client'
import { serverOf } from '../api/server'
import { Failure, wrongUsage } from '../failure'
import { write } from '../terminal/output'

interface PlaceOptions {
  readonly url?: string
}

/** How long to wait for what becomes of a message. Records of the stream are gathered for 10 s. */
export interface Patience {
  readonly forMs: number
  readonly everyMs: number
}
const patience: Patience = { forMs: 30_000, everyMs: 1000 }

type Message = AnswerOf<'GET /messages/{id}'>

/** Sends a test message by every way. @throws Failure where one did not take it */
export async function sendTest({ url }: PlaceOptions, waits = patience): Promise<void> {
  const ask = apiClient(serverOf(url, process.env))
  const { id } = await ask('POST /messages')
  console.error(`A test message is on its way: ${id}`)
  await tellWhatBecomes(ask, id, waits)
}

/** Sends a message once more. @throws Failure where a way did not take it */
export async function resendMessage(id: string, { url }: PlaceOptions, waits = patience): Promise<void> {
  if (!/^msg_[0-9a-f]{24}$/.test(id)) throw wrongUsage(`${id} is no id of a message; see visitbook messages`)
  const ask = apiClient(serverOf(url, process.env))
  await ask('POST /messages/{id}/resend', {}, { id })
  console.error(`The message is on its way once more: ${id}`)
  await tellWhatBecomes(ask, id, waits)
}

/** Prints what each way answered. @throws Failure where one did not take it, or nothing was heard */
async function tellWhatBecomes(ask: ApiClient, id: string, waits: Patience): Promise<void> {
  const message = await triedMessage(ask, id, waits)
  if (message === null)
    throw new Failure(
      `nothing was tried within ${waits.forMs / 1000} s; ./visitbook messages shows what becomes of it, docs/messages.md what to look at`,
    )
  const { deliveries, due } = message
  const lines = deliveries.map(
    ({ way, state, tries }) => `${way}: ${[state, tries.at(-1)?.answer].filter(Boolean).join(', ')}`,
  )
  await write(process.stdout, lines.map((line) => `${printable(line)}\n`).join(''))
  if (deliveries.length === 0)
    throw new Failure('no way is set, so it is in the dashboard alone: see docs/messages.md')
  if (deliveries.some(({ state }) => state !== 'sent'))
    throw new Failure(
      `not every way took it; ${due === null ? 'it is not tried again' : `it is tried again at ${due}`}`,
    )
}

/** The message once its ways were tried; null where none was in time. */
async function triedMessage(
  ask: ApiClient,
  id: string,
  { forMs, everyMs }: Patience,
): Promise<Message | null> {
  const end = Date.now() + forMs
  while (Date.now() < end) {
    const message = await ask('GET /messages/{id}', {}, { id })
    if (message.state !== 'waiting' || message.deliveries.length > 0) return message
    await pause(everyMs)
  }
  return null
}
