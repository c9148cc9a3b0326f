import type { AnswerOf } from '../../../lambda/api/routes'
import { printable } from '../../../lambda/domain/printable'
import { type Trouble, troublesIn } from '../../../lambda/domain/report/trouble'
import { titleParts } from '../../../web/dashboard/health/trouble-text'
import * as words from '../../../web/dashboard/words/en'
import { apiClient } from '../api/api-client'
import { isOnThisMachine, serverOf } from '../api/server'
import { type Clock, clockOf } from '../clock/clock'
import { Failure } from '../failure'
import { write } from '../terminal/output'
import { painted } from '../terminal/paint'
import { plural } from '../terminal/plural'
import type { StatusOptions } from './status-command'

interface Told {
  readonly status: AnswerOf<'GET /status'>
  readonly health: AnswerOf<'GET /health'>
  readonly sites: AnswerOf<'GET /sites'>
}

/** Prints what Health of the dashboard shows. @throws Failure when something is wrong */
export async function printStatus({ url, json, ...options }: StatusOptions): Promise<void> {
  const server = serverOf(url, process.env)
  const ask = apiClient(server)
  const [status, health, sites] = await Promise.all([
    ask('GET /status'),
    ask('GET /health'),
    ask('GET /sites'),
  ])
  const told = { status, health, sites }
  const isDeployed = !isOnThisMachine(new URL(server.url))
  const troubles = troublesOf(told, isDeployed)
  const healthy = troubles.length === 0
  if (json) await write(process.stdout, `${JSON.stringify({ healthy, troubles, ...told })}\n`)
  else await write(process.stdout, troublesText(troubles) + factsText(told, clockOf(options)))
  if (!healthy) throw new Failure(`${plural(troubles.length, 'thing')} to look at`)
}

/** An older service says less. */
const troublesOf = ({ status, health: { networkTable }, sites }: Told, isDeployed: boolean): Trouble[] =>
  troublesIn(
    {
      ...status,
      silent: status.silent ?? [],
      networkTable,
      refused: sites.refusedToday ?? { count: 0, complete: true },
    },
    { now: new Date(), isDeployed },
  )

const writing = {
  words,
  count: (number: number, { one, other }: { one: string; other: string }) =>
    `${number} ${number === 1 ? one : other}`,
  day: (day: string) => day,
}

function troublesText(troubles: readonly Trouble[]): string {
  if (troubles.length === 0) return `${words.allIsWell}\n\n`
  return troubles.map((trouble) => `${troubleText(trouble)}\n\n`).join('')
}

function troubleText(trouble: Trouble): string {
  const parts = titleParts(trouble, writing)
  const title = words.troubleTitles[trouble.kind].replace(/\{(\d)\}/g, (_, at) => parts[Number(at)] ?? '')
  const lines = [words.troubleAdvice[trouble.kind], ...trouble.commands.map((command) => `  ${command}`)]
  return [
    painted(printable(title), 'wrong', process.stdout),
    ...lines.map((line) => `  ${printable(line)}`),
  ].join('\n')
}

function factsText({ status, health }: Told, clock: Clock): string {
  const { lastVisit, uncounted, month, archive } = status
  const facts: readonly (readonly [string, string])[] = [
    [clock.head('Last visit'), clock.minute(lastVisit) ?? 'none yet'],
    [
      'Not counted',
      uncounted.days === 0 ? 'nothing' : `${plural(uncounted.days, 'day')}, the oldest ${uncounted.oldest}`,
    ],
    ...(archive === null ? [] : ([['Archive', archiveText(archive)]] as const)),
    [`Cost in ${month.month}`, costText(status)],
    ['Network table', health.networkTable ?? 'none'],
    ['Version', status.version],
  ]
  const width = Math.max(...facts.map(([name]) => name.length))
  return facts.map(([name, text]) => `${name.padEnd(width)}  ${printable(text)}\n`).join('')
}

const archiveText = ({ until, missing }: NonNullable<Told['status']['archive']>): string =>
  `${until === null ? 'no day yet' : `every day until ${until}`}${missing === 0 ? '' : `; ${plural(missing, 'day')} missing`}`

/** Hours that are not over are in no count, and neither are days that wait. */
function costText({ month: { visits, dollars, uncountedDays = 0 } }: Told['status']): string {
  const missing = uncountedDays === 0 ? '' : `; ${plural(uncountedDays, 'day')} of it not counted yet`
  return visits === 0
    ? `no visit counted so far${missing}`
    : `$${dollars.toFixed(2)} so far, estimated from ${plural(visits, 'visit')}${missing}`
}
