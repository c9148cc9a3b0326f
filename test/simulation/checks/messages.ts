import type { AnswerOf } from '../../../lambda/api/routes'
import { type Fact, Violation } from '../history'
import { addresses } from '../world/cast'
import type { Owner } from '../world/owner'
import { checkKnown } from './walk'

/** Each subject is told of once, whatever was delivered twice. */
export function checkSent({ world }: Owner): void {
  const { history } = world
  const told = new Set<string>()
  const ids = new Set<string>()
  for (const message of world.sent.messages) {
    if (ids.has(message.id)) continue // the same message is tried again, and its reader knows it by its id
    ids.add(message.id)
    const about = `${message.kind} ${message.site} ${message.subject}`
    if (told.has(about)) throw new Violation('one message for each subject', `${about} was told twice`)
    told.add(about)
    if ('visit' in message) checkTold(history.factOf(message.visit.title), about)
  }
}

function checkTold({ reader, isOwn }: Fact, about: string): void {
  if (/bot|curl/.test(addresses[reader]?.userAgent ?? ''))
    throw new Violation('robots are not told of', about)
  if (isOwn) throw new Violation('the owner is not told of the owner', about)
}

/** Neither the outbox nor the feed tells of a visit that no list has any more. */
export async function checkOutbox(owner: Owner): Promise<void> {
  const { time, service } = owner.world
  const begun = { at: time.now, retentionDays: service.deployed.retentionDays }
  for (const [place, text] of await readAll(owner))
    for (const [title] of text.matchAll(/view \d+/g))
      checkKnown(owner, asToldOf(owner.world.history.factOf(title)), begun, `told in ${place}`)
}

/** A message is kept by the setting at its own time, which may have been raised since its visit came. */
const asToldOf = (fact: Fact): Fact => ({ ...fact, retentionDays: Number.POSITIVE_INFINITY })

async function readAll(owner: Owner): Promise<readonly (readonly [place: string, text: string])[]> {
  const list = { route: 'GET /messages', query: { limit: '100' } }
  const listed = await owner.ask<AnswerOf<'GET /messages'>>(list)
  const feed = await owner.ask({ route: 'GET /feed', query: { format: 'json' } })
  const texts: [string, string][] = [['the feed', JSON.stringify(feed)]]
  for (const { id } of listed?.messages ?? []) {
    const message = await owner.ask({ route: 'GET /messages/{id}', params: { id } })
    texts.push([`message ${id}`, JSON.stringify(message)])
  }
  return texts
}
