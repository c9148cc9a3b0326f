import type { AnswerOf } from '../../../lambda/api/routes'
import { type ApiClient, apiClient } from '../api/api-client'
import { serverOf } from '../api/server'
import { type Clock, clockOf } from '../clock/clock'
import { write } from '../terminal/output'
import { terminalWidth } from '../terminal/terminal-width'
import { columnsOf } from '../terminal/text-table'
import type { LinkListOptions } from './link-command'

type ListedLink = AnswerOf<'GET /recipients'>['recipients'][number]

const cells = {
  CODE: ({ code }: ListedLink) => code,
  STATE: ({ state, withdrawn }: ListedLink) =>
    [state ?? '-', ...(withdrawn === null ? [] : ['withdrawn'])].join(', '),
  FOR: ({ name }: ListedLink) => name,
  PAGE: ({ page }: ListedLink) => page.replace(/^https?:\/\//, ''),
  MADE: ({ created }: ListedLink) => created.slice(0, 10),
  'READ AT': ({ readAt }: ListedLink, clock: Clock) => clock.minute(readAt),
  LAST: ({ last }: ListedLink, clock: Clock) => clock.minute(last),
  VISITS: ({ visits, complete }: ListedLink) => `${visits}${complete ? '' : '+'}`,
  ORGANISATIONS: ({ organisations }: ListedLink) => organisations.map(({ name }) => name).join(', '),
}
type Column = keyof typeof cells
const columns = Object.keys(cells) as Column[]

/** Prints all links, and what came of each. */
export async function listLinks({ url, json, ...options }: LinkListOptions): Promise<void> {
  const links = await allLinks(apiClient(serverOf(url, process.env)))
  if (json) return write(process.stdout, `${JSON.stringify({ recipients: links })}\n`)
  if (links.length === 0) {
    console.error('There is no link yet: ./visitbook link URL --to NAME makes one')
    return
  }
  const width = terminalWidth()
  const clock = clockOf(options)
  const heads = { 'READ AT': clock.head('READ AT') }
  const print = columnsOf({ columns, heads, elastic: { ORGANISATIONS: 8, PAGE: 12, FOR: 10 }, width })
  await write(process.stdout, print(links.map((link) => columns.map((column) => cells[column](link, clock)))))
}

async function allLinks(ask: ApiClient): Promise<ListedLink[]> {
  const all: ListedLink[] = []
  let cursor: string | undefined
  do {
    const answer: AnswerOf<'GET /recipients'> = await ask('GET /recipients', { limit: '200', cursor })
    all.push(...answer.recipients)
    cursor = answer.cursor ?? undefined
  } while (cursor !== undefined)
  return all
}
