import { visitRecorder } from '../../../bin/cli/import/visit-recorder'
import { parseVisit } from '../../../lambda/domain/visit/visit'
import { clockTolerance } from '../../../lambda/domain/visit/visit-id'
import { look } from '../checks/look'
import { walk } from '../checks/walk'
import type { Fact } from '../history'
import type { Act } from '../plan'
import { fair } from '../table/calls'
import { longestLag } from '../table/lag'
import { addresses, pages, sites } from './cast'
import type { Asked } from './lambda-event'
import { asOtherVersionsLeft } from './other-version'
import { Owner } from './owner'
import { type Reader, readPage, type Send } from './reader'
import type { World } from './world'

const dayMs = 86_400_000

/** Milliseconds: no message that has arrived is answered later. */
const longestCall = 30_000

type ActOf<D extends Act['does']> = Extract<Act, { readonly does: D }>

/** How each thing is done, to its end. */
const doers: { readonly [D in Act['does']]: (world: World, act: ActOf<D>) => Promise<void> } = {
  read,
  import: importVisits,
  'erase one': eraseOne,
  'erase page': erasePage,
  'remove site': removeSite,
  mark,
  correct,
  walk: (world, act) => walk(new Owner(world), act),
  look: (world) => look(new Owner(world)),
  count,
  deploy,
  restore,
  'write archive': writeArchive,
  storm,
  'set clock': setClock,
  absence,
}

export async function perform(world: World, act: Act): Promise<void> {
  await (doers[act.does] as (world: World, act: Act) => Promise<void>)(world, act)
}

async function read(world: World, act: ActOf<'read'>): Promise<void> {
  const { time, history } = world
  const place = { site: sites[act.site] as string, page: pages[act.page] as string, reader: act.reader }
  const fact = history.begin(place)
  const reader = addresses[act.reader] as (typeof addresses)[number]
  history.tell(`reader ${act.reader} opens ${place.site}${place.page} ("${fact.title}")`)
  const send: Send = async (asked) => {
    await time.wait(20 + 100 * time.chance())
    if (time.chance() * 100 < act.lossy) return null
    const arrive = () => deliver(world, fact, asked)
    if (act.againMs !== null && !isBeforeItsTime(world, reader)) time.after(act.againMs, () => void arrive())
    const { statusCode = 500, headers = {} } = await arrive()
    await time.wait(20 + 100 * time.chance())
    if (time.chance() * 100 < act.lossy) return null
    return { status: statusCode, headers: headers as Record<string, string> }
  }
  const view = { ...place, path: place.page, title: fact.title, referrer: '', stayMs: act.stayMs, to: null }
  await readPage(time, send, reader, view)
}

/**
 * Whether a message names a time that is not believed yet. Some minutes later it would be, and a repetition a second visit: to
 * know it again then, each visit would cost a read.
 */
const isBeforeItsTime = ({ time }: World, { clockAhead }: Reader): boolean =>
  clockAhead - (time.wall - time.now) > clockTolerance

async function deliver(world: World, fact: Fact, asked: Asked) {
  const isVisit = asked.route === 'POST /visits'
  if (isVisit) noteSent(world, fact)
  const answer = await world.service.send(asked)
  if (answer.statusCode === 204) {
    if (isVisit) noteKept(world, fact)
    else fact.seconds = Math.max(fact.seconds, Number(JSON.parse(asked.body ?? '{}').seconds ?? 0))
  }
  return answer
}

/** @param days for which it is kept, as it is said at the time */
function noteSent(
  { service, time, history }: World,
  fact: Fact,
  days = service.deployed.retentionDays,
): void {
  if (fact.sentAt === null) {
    const since = history.ownSince.get(ownedBy(fact.reader)) ?? Number.POSITIVE_INFINITY
    fact.isOwn = since + longestLag < time.now
  }
  fact.sentAt ??= time.now
  fact.sentLast = time.now
  if (fact.isRemoved) fact.isUnsure = true
  fact.retentionDays = Math.max(days, fact.retentionDays)
  fact.fewestDays = fact.fewestDays === 0 ? days : Math.min(days, fact.fewestDays)
}

function noteKept({ history, time }: World, fact: Fact): void {
  if (fact.keptAt === null) history.tell(`  "${fact.title}" is acknowledged`)
  fact.keptAt ??= time.now
}

/** Visits of days that are over, as a log tells of them. */
async function importVisits(
  world: World,
  { site: at, reader, daysAgo, visits }: ActOf<'import'>,
): Promise<void> {
  const { time, history, service } = world
  const site = sites[at] as string
  const { retentionDays } = service.deployed
  const record = visitRecorder(service.importTable(), { ip: 'truncated', retentionDays })
  const { ip, userAgent } = addresses[reader] as (typeof addresses)[number]
  for (let one = 0; one < visits; one++) {
    const now = new Date(time.now - daysAgo * dayMs + one * 1000)
    const fact = history.begin({ site, page: '/cv', reader, isImported: true })
    history.tell(`a log of ${now.toISOString().slice(0, 10)} is imported: "${fact.title}" of ${site}`)
    noteSent(world, fact, retentionDays)
    const arrival = { host: site, sites, now, random: Buffer.from(`${fact.title} 0123456789`), userAgent }
    const visit = parseVisit({ page: '/cv', title: fact.title }, arrival)
    const isDone = await record({ visit, caller: { ip, userAgent, optsOut: false } }).then(
      () => true,
      () => false, // its owner is told so, and imports it again or not
    )
    if (isDone) noteKept(world, fact)
  }
}

async function eraseOne(world: World, { pick, killedAfterMs }: ActOf<'erase one'>): Promise<void> {
  const { history, time } = world
  const owner = new Owner(world)
  const listed = await owner.newest(20)
  const visit = listed[pick % Math.max(1, listed.length)]
  if (visit === undefined) return
  const fact = history.factOf(visit.title)
  fact.erasing ??= time.now
  const answer = await owner.ask({
    route: 'DELETE /visits/{id}',
    params: { id: visit.id },
    query: { site: visit.site },
    killedAfterMs,
  })
  if (answer === null) return
  history.tell(`"${fact.title}" is erased`)
  fact.erasedAt ??= time.now
}

async function erasePage(
  world: World,
  { site: at, page: on, killedAfterMs }: ActOf<'erase page'>,
): Promise<void> {
  const { history, time } = world
  const [site, page] = [sites[at] as string, pages[on] as string]
  await eraseAll(world, { site, page }, async (owner) => {
    let cursor: string | null = ''
    while (cursor !== null) {
      const query: Record<string, string> = { site, page, ...(cursor !== '' && { cursor }) }
      const asked = { route: 'DELETE /visits', query, killedAfterMs }
      const answer = await owner.ask<{ cursor: string | null }>(asked)
      if (answer === null) return false
      cursor = answer.cursor
    }
    history.tell(`all visits of ${site}${page} are erased`)
    return true
  })
  await time.wait(0)
}

/** A removal that the service had no time for is begun again, at the latest when nothing else goes on: until then its counts are there. */
async function removeSite(world: World, act: ActOf<'remove site'>): Promise<void> {
  const site = sites[act.site] as string
  await eraseAll(world, { site }, async (owner) => {
    const asked = { route: 'DELETE /sites/{site}', params: { site } }
    const answer = await owner.ask<{ complete?: boolean }>(asked)
    const isDone = answer !== null && answer.complete !== false
    world.history.tell(isDone ? `the site ${site} is removed` : `the site ${site} is half removed`)
    if (!isDone) world.unfinished.push(act)
    return isDone
  })
}

/** What was there when it began is gone when it is done; of what comes meanwhile nobody can tell. */
async function eraseAll(
  world: World,
  { site, page }: { readonly site: string; readonly page?: string },
  erase: (owner: Owner) => Promise<boolean>,
): Promise<void> {
  const { history, time } = world
  const begun = time.now
  const isMeant = (fact: Fact) => fact.site === site && (page === undefined || fact.page === page)
  const meant = [...history.facts.values()].filter((fact) => isMeant(fact) && fact.sentAt !== null)
  for (const fact of meant) fact.erasing ??= begun
  const isDone = await erase(new Owner(world))
  for (const fact of history.facts.values()) {
    if (!isMeant(fact)) continue
    const isSettled = fact.keptAt !== null && Math.max(fact.keptAt, fact.sentLast) < begun - longestCall
    if (page === undefined) fact.isRemoved = true
    if (isDone && isSettled) fact.erasedAt ??= time.now
    else fact.isUnsure = true
  }
}

async function mark(world: World, { pick, mine, killedAfterMs }: ActOf<'mark'>): Promise<void> {
  const owner = new Owner(world)
  const listed = await owner.newest(20)
  const visit = listed[pick % Math.max(1, listed.length)]
  if (visit === undefined) return
  world.history.tell(`"${visit.title}" is ${mine ? '' : 'not '}the owner's`)
  await owner.ask({
    ...{ route: 'PATCH /visits/{id}', params: { id: visit.id }, query: { site: visit.site } },
    ...{ body: JSON.stringify({ mine }), killedAfterMs },
  })
}

/** What is corrected, and whose it is. */
const corrected = [
  ['apple', 'apple'],
  ['AS714', 'apple'],
  ['sap', 'sap'],
  ['university-of-cambridge', 'university-of-cambridge'],
  ['deutsche-telekom', 'deutsche-telekom'],
] as const

/** Readers that are not among them are nobody's. */
const ownedBy = (reader: number): string => corrected[reader]?.[1] ?? ''

async function correct(world: World, { reader, kind, mine }: ActOf<'correct'>): Promise<void> {
  const [key, organisation] = corrected[reader % corrected.length] as (typeof corrected)[number]
  const { history, time } = world
  if (mine) history.own.add(organisation)
  else disown(world, organisation)
  history.tell(`the owner corrects ${key}: ${kind}, mine ${mine}`)
  const answer = await new Owner(world).ask({
    ...{ route: 'PATCH /organisations/{key}', params: { key } },
    body: JSON.stringify({ kind, mine }),
  })
  if (mine && answer !== null && !history.ownSince.has(organisation))
    history.ownSince.set(organisation, time.now)
}

function disown({ history }: World, organisation: string): void {
  history.ownSince.delete(organisation)
  for (const fact of history.facts.values()) if (ownedBy(fact.reader) === organisation) fact.isOwn = false
}

/** A run beside those of the schedule, which Lambda may kill. */
async function count({ service, time, history }: World, { killedAfterMs }: ActOf<'count'>): Promise<void> {
  history.tell(
    killedAfterMs === null ? 'days are counted' : `a count begins, and is killed after ${killedAfterMs} ms`,
  )
  const end = killedAfterMs === null ? Number.POSITIVE_INFINITY : time.now + killedAfterMs
  const counted = service.counting.run(() => time.now < end).catch(() => {})
  await (killedAfterMs === null ? counted : time.wait(killedAfterMs + 1))
}

async function deploy(world: World, { retentionDays, shards, overOthers }: ActOf<'deploy'>): Promise<void> {
  const [site] = sites
  world.history.tell(
    `deployed${overOthers ? ' over other versions' : ''}: ${retentionDays ?? 'the same'} days of retention, ${shards ?? 'as many'} shards`,
  )
  if (overOthers) asOtherVersionsLeft(world.table)
  world.deploy({
    ...(retentionDays !== null && { retentionDays }),
    ...(shards !== null && {
      shards: { [site]: Math.max(shards, world.service.deployed.shards[site] ?? 1) },
    }),
  })
  if (retentionDays === null) return
  for (const fact of world.history.facts.values())
    if (!fact.isImported) fact.fewestDays = Math.min(fact.fewestDays, retentionDays)
}

/** What was done since the backup may be undone, or half done. The archive is written again, as docs/operations.md tells its owner. */
async function restore(world: World): Promise<void> {
  const { history } = world
  const at = world.restore()
  if (at === null) return
  history.tell(`the table of ${new Date(at).toISOString().slice(11, 19)} is restored`)
  const since = at - longestLag
  for (const fact of history.facts.values())
    if ((fact.keptAt ?? at) >= since || (fact.erasedAt ?? fact.erasing ?? 0) >= since) fact.isUnsure = true
  for (const fact of history.facts.values()) fact.seconds = 0
  for (const organisation of history.ownSince.keys()) disown(world, organisation)
  await writeArchive(world)
}

/** What fails is begun again, at the latest when nothing else goes on. */
async function writeArchive({ service, unfinished }: World): Promise<void> {
  if (!service.deployed.archive) return
  await service.counting.writeArchive().catch(() => unfinished.push({ does: 'write archive' }))
}

async function storm(world: World, { weather, forMs }: ActOf<'storm'>): Promise<void> {
  world.history.tell(`the table is busy for ${Math.round(forMs / 60_000)} min`)
  world.weather = weather
  await world.time.wait(forMs)
  world.weather = fair
}

async function setClock({ time, history }: World, { ms }: ActOf<'set clock'>): Promise<void> {
  history.tell(`the clock is set by ${Math.round(ms / 1000)} s`)
  time.jump(ms)
}

async function absence(world: World, { forMs, runs }: ActOf<'absence'>): Promise<void> {
  world.history.tell(`nobody comes for ${Math.round(forMs / dayMs)} days`)
  world.rest({ until: world.time.now + forMs, runs })
  await world.time.wait(forMs)
}
