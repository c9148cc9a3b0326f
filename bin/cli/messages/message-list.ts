import type { AnswerOf } from '../../../lambda/api/routes'
import { apiClient } from '../api/api-client'
import { serverOf } from '../api/server'
import { type Clock, clockOf } from '../clock/clock'
import { write } from '../terminal/output'
import { terminalWidth } from '../terminal/terminal-width'
import { columnsOf } from '../terminal/text-table'
import type { MessagesOptions } from './messages-command'

type ListedMessage = AnswerOf<'GET /messages'>['messages'][number]
type Delivery = ListedMessage['deliveries'][number]

const cells = {
  AT: ({ at }: ListedMessage, clock: Clock) => clock.minute(at),
  STATE: ({ state, due }: ListedMessage, clock: Clock) =>
    state === 'waiting' && due !== null ? `waiting until ${clock.minute(due)}` : state,
  MESSAGE: ({ title, muted }: ListedMessage) => (muted ? `${title} (muted)` : title),
  WAYS: ({ deliveries }: ListedMessage) => deliveries.map(wayText).join('; '),
  ID: ({ id }: ListedMessage) => id,
}
type Column = keyof typeof cells
const columns = Object.keys(cells) as Column[]

/** A way that took a message needs no more words. */
function wayText({ way, state, tries }: Delivery): string {
  const answer = tries.at(-1)?.answer
  return state === 'sent' || answer === undefined ? `${way} ${state}` : `${way} ${state}: ${answer}`
}

/** Prints the newest messages. */
export async function printMessages({ url, limit, json, ...options }: MessagesOptions): Promise<void> {
  const page = await apiClient(serverOf(url, process.env))('GET /messages', { limit })
  if (json) return write(process.stdout, `${JSON.stringify(page)}\n`)
  const { messages, cursor } = page
  if (messages.length === 0) {
    console.error(
      'There is no message yet. ./visitbook notify --test sends one; docs/messages.md says how to switch them on',
    )
    return
  }
  const clock = clockOf(options)
  const heads = { AT: clock.head('AT') }
  const print = columnsOf({ columns, heads, elastic: { MESSAGE: 24, WAYS: 12 }, width: terminalWidth() })
  await write(
    process.stdout,
    print(
      messages.map((message) => columns.map((column) => cells[column](message, clock))),
      (row, column) => (column === 'STATE' && messages[row]?.state === 'failed' ? 'wrong' : null),
    ),
  )
  if (cursor !== null) console.error(`These are the newest ${messages.length}; --limit 100 lists more.`)
}
