import type { AnswerOf } from '../../../lambda/api/routes'
import { table as names } from '../../../lambda/contract'
import { keptUntil, Violation } from '../history'
import type { Owner } from '../world/owner'
import { checkArchive } from './archive'
import { checkOutbox, checkSent } from './messages'
import { walk } from './walk'

type Listed = AnswerOf<'GET /visits'>['visits'][number]

/** All that must hold once nothing is under way any more. */
export async function checkSettled(owner: Owner): Promise<void> {
  for (const sittings of [false, true]) await walk(owner, { does: 'walk', limit: 7, pauseMs: 0, sittings })
  const visits = await allVisits(owner)
  await checkTotals(owner, visits)
  await checkOrganisations(owner, visits)
  checkFacts(owner, visits)
  checkSent(owner)
  await checkOutbox(owner)
  checkRemains(owner)
  if (owner.world.service.deployed.archive) await checkArchive(owner, visits, wholeDays(owner))
}

async function allVisits(owner: Owner): Promise<readonly Listed[]> {
  const visits: Listed[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const query = { limit: '500', bot: 'include', mine: 'include', ...owner.everything }
    const asked = { route: 'GET /visits', query: { ...query, ...(cursor !== '' && { cursor }) } }
    const answer: AnswerOf<'GET /visits'> = must(await owner.ask(asked))
    visits.push(...answer.visits)
    cursor = answer.cursor
  }
  return visits
}

const must = <T>(answer: T | null): T => {
  if (answer === null) throw new Violation('a quiet service answers', 'it says that it is busy')
  return answer
}

/** Days of which nothing has been hidden: rollups do not expire. */
function wholeDays({ world }: Owner): (day: string) => boolean {
  const { time, history } = world
  const fewest = Math.min(
    world.service.deployed.retentionDays,
    ...[...history.facts.values()].map((one) => one.fewestDays || 1),
  )
  const first = new Date(time.now - (fewest - 1) * 86_400_000).toISOString().slice(0, 10)
  return (day) => day > first
}

async function checkTotals(owner: Owner, visits: readonly Listed[]): Promise<void> {
  const isWhole = wholeDays(owner)
  const stats = must(
    await owner.ask<AnswerOf<'GET /stats'>>({
      route: 'GET /stats',
      query: { ...owner.everything, by: 'day' },
    }),
  )
  const counted = new Map((stats.by.day ?? []).map((day) => [day.value, day]))
  const people = visits.filter(({ bot, mine }) => bot === null && !mine)
  const bots = visits.filter(({ bot, mine }) => bot !== null && !mine)
  for (const day of new Set([...visits.map(dayOf), ...counted.keys()])) {
    if (!isWhole(day)) continue
    const found = { visits: counted.get(day)?.visits ?? 0, bots: counted.get(day)?.bots ?? 0 }
    const plain = {
      visits: people.filter((one) => dayOf(one) === day).length,
      bots: bots.filter((one) => dayOf(one) === day).length,
    }
    if (found.visits !== plain.visits || found.bots !== plain.bots)
      throw new Violation(
        'counts equal a plain count',
        `on ${day} the report has ${told(found)}, the list ${told(plain)}`,
      )
  }
}

const dayOf = ({ time }: Listed): string => time.slice(0, 10)
const told = ({ visits, bots }: { visits: number; bots: number }) => `${visits} visits and ${bots} bots`

/** An organisation that is the owner's own is none, even where one visit of it was said not to be. */
async function checkOrganisations(owner: Owner, visits: readonly Listed[]): Promise<void> {
  const isWhole = wholeDays(owner)
  const first = [...new Set(visits.map(dayOf))].filter(isWhole).toSorted()[0]
  if (first === undefined) return
  const { organisations } = must(
    await owner.ask<AnswerOf<'GET /organisations'>>({
      route: 'GET /organisations',
      query: { from: first, to: owner.everything.to, kind: 'all', limit: '500' },
    }),
  )
  const plain = new Map<string, number>()
  for (const { bot, mine, organisationKey: key } of visits.filter((one) => dayOf(one) >= first))
    if (bot === null && !mine && key !== null) plain.set(key, (plain.get(key) ?? 0) + 1)
  const found = new Map(organisations.map(({ key, visits: many }) => [key, many]))
  for (const key of new Set([...plain.keys(), ...found.keys()]))
    if (plain.get(key) !== found.get(key) && !owner.world.history.own.has(key))
      throw new Violation(
        'counts equal a plain count',
        `${key} has ${found.get(key) ?? 0} visits among the organisations since ${first}, and ${plain.get(key) ?? 0} in the list`,
      )
}

/** By how much a browser's clock and ours may differ from a clock that nobody sets. */
const farthest = 15 * 60_000

/** A visit has the time at which it came, and what was read of it. */
function checkFacts({ world: { history } }: Owner, visits: readonly Listed[]): void {
  for (const { title, time, seconds } of visits) {
    const fact = history.factOf(title)
    if (fact.isUnsure || fact.isImported) continue
    const moment = Date.parse(time)
    if (moment < Number(fact.sentAt) - farthest || moment > fact.sentLast + farthest)
      throw new Violation('a visit is of its time', `"${title}" is of ${time}`)
    if (Number(seconds ?? 0) < fact.seconds)
      throw new Violation('what was read is kept', `"${title}" has ${seconds} s, and not ${fact.seconds}`)
  }
}

/** Nothing but a visit's own place, which its lists hide, and what DynamoDB is late to delete may still know of one that was erased. */
function checkRemains({ world: { history, table, time } }: Owner): void {
  const gone = [...history.facts.values()].filter(
    (fact) =>
      fact.erasedAt !== null &&
      !fact.isUnsure &&
      Number(fact.erasing) > Number(fact.keptAt) + farthest &&
      Number(fact.erasing) < keptUntil(fact), // what is hidden already is left to DynamoDB
  )
  for (const item of table.all()) {
    if (String(item.pk).includes('#DAY#') || Number(item[names.timeToLive]) <= time.now / 1000) continue
    const text = JSON.stringify(item)
    for (const { title } of gone)
      if (text.includes(`"${title}"`) || text.includes(`\\"${title}\\"`))
        throw new Violation('erased is erased', `"${title}" is still known at ${item.pk} ${item.sk}`)
  }
}
