import { type DescribedVisit, describer } from '../domain/describe/described-visit'
import type { Directory, NetworkFacts } from '../domain/describe/known-network'
import { messageId } from '../domain/message/message'
import { mayBeRead, tellsOrganisation } from '../domain/message/wanted'
import type { Pages } from '../domain/visit/page-key'
import type { SiteList } from '../domain/visit/site-list'
import type { Visit } from '../domain/visit/visit'
import type { Told } from '../store/notify-store'
import type { RecipientStore } from '../store/recipient-store'
import type { RollupReader } from '../store/rollup-store'
import type { QueryStore } from '../store/visit-store'
import { type NewcomerSearch, newcomerSearch } from './newcomer'
import { type ReaderSearch, readerSearch } from './reader'
import { type Tell, type TellParts, teller } from './tell'

export interface DecideParts extends TellParts {
  readonly store: Pick<
    QueryStore,
    'visit' | 'visitsOf' | 'visitsOfNetwork' | 'visitsOfRecipient' | 'daysOf' | 'corrections'
  >
  readonly rollups: Pick<RollupReader, 'firstSeen' | 'recountMarks'>
  readonly recipients: Pick<RecipientStore, 'recipient' | 'fetchesOf'>
  readonly networks: Directory
  readonly sites: SiteList
  readonly pages: Pages
  readonly wanted: { readonly kinds: readonly string[]; readonly recipients: boolean }
}

/** Decides on messages about one visit. @returns the ids of those that its caller is to send now */
export type Decide = (visit: Visit) => Promise<readonly string[]>

/** What was decided lately, so that a busy organisation or link is not looked up for each of its visits. */
export interface Settled {
  has(about: Told): boolean
  add(about: Told): void
}

/** The most subjects that a function remembers. */
const remembered = 10_000

export function settledSubjects(): Settled {
  const names = new Set<string>()
  const nameOf = ({ site, kind, subject }: Told) => `${kind} ${site} ${subject}`
  return {
    has: (about) => names.has(nameOf(about)),
    add(about) {
      if (names.size >= remembered) names.clear()
      names.add(nameOf(about))
    },
  }
}

interface Judges {
  readonly describe: (visit: Visit) => DescribedVisit
  readonly newcomer: NewcomerSearch
  readonly reader: ReaderSearch
  readonly tell: Tell
}

/** Reads what decisions on a batch of visits need, and returns what decides. */
export async function decider(parts: DecideParts, settled: Settled): Promise<Decide> {
  const facts: NetworkFacts = { networks: parts.networks, corrections: await parts.store.corrections() }
  const judges: Judges = {
    describe: describer(facts),
    newcomer: newcomerSearch(parts, facts),
    reader: readerSearch(parts, facts),
    tell: teller(parts),
  }
  return async (visit) => {
    const organisation = await decideOnOrganisation(parts, judges, settled, visit)
    const recipient = await decideOnRecipient(parts, judges, settled, visit)
    return [organisation, recipient].filter((id) => id !== null)
  }
}

/** What a visit may be told for. */
interface Case {
  readonly about: Told
  /** Whether the visit, as it is described, may be told for it. */
  readonly isSought: (visit: DescribedVisit) => boolean
  /** Makes the message, unless it is none or was one long before. */
  readonly search: NewcomerSearch | ReaderSearch
}

/** What the record says comes first: it costs nothing, and is enough for nearly all visits. */
async function decideOnOrganisation(
  parts: DecideParts,
  judges: Judges,
  settled: Settled,
  recorded: Visit,
): Promise<string | null> {
  const isSought = (visit: DescribedVisit) => tellsOrganisation(visit, parts.wanted.kinds)
  const first = judges.describe(recorded)
  const { site, organisationKey: subject } = first
  if (!isSought(first) || subject === null) return null
  const about: Told = { site, kind: 'organisation', subject }
  return decideOn(parts, judges, settled, recorded, { about, isSought, search: judges.newcomer })
}

async function decideOnRecipient(
  parts: DecideParts,
  judges: Judges,
  settled: Settled,
  recorded: Visit,
): Promise<string | null> {
  const { site, recipient: subject } = recorded
  if (!parts.wanted.recipients || subject === null || !mayBeRead(judges.describe(recorded))) return null
  const about: Told = { site, kind: 'recipient', subject }
  return decideOn(parts, judges, settled, recorded, { about, isSought: mayBeRead, search: judges.reader })
}

/** Looks at the visit as it is by now, and tells it if nobody was told of its subject. */
async function decideOn(
  parts: DecideParts,
  { describe, tell }: Judges,
  settled: Settled,
  recorded: Visit,
  { about, isSought, search }: Case,
): Promise<string | null> {
  if (await isSettled(parts, settled, about)) return null
  const visit = await asItIs(parts, describe, recorded)
  if (visit === null) await withdrawErased(parts, about) // what a call that failed has put
  if (visit === null || !isSought(visit)) return null
  let isKnown = false
  const message = await search(visit, () => {
    isKnown = true
  })
  if (isKnown) await noteTold(parts, settled, about)
  if (message === null) return null
  const isOurs = await tell(message)
  await withdrawErased(parts, about)
  await noteTold(parts, settled, about) // last: until then the same record is handled once more
  return isOurs ? message.id : null
}

/** Takes a message back whose visit was erased while it was put: whoever erased it may have looked for messages before. */
async function withdrawErased({ store, outbox }: DecideParts, about: Told): Promise<void> {
  const entry = await outbox.entry(idOf(about))
  if (entry === null || !('visit' in entry.message)) return
  const { site, visit } = entry.message
  if ((await store.visit(site, visit.id)) === null) await outbox.remove(entry)
}

const idOf = ({ kind, site, subject }: Told): string => messageId(kind, site, subject)

/** Other functions need not look for it again either: all dates of a site's first visits are many read units. */
async function noteTold({ outbox }: DecideParts, settled: Settled, about: Told): Promise<void> {
  await outbox.noteTold({ ...about, id: idOf(about) })
  settled.add(about)
}

async function isSettled({ outbox }: DecideParts, settled: Settled, about: Told): Promise<boolean> {
  if (settled.has(about)) return true
  const isTold = await outbox.isTold(about)
  if (isTold) settled.add(about)
  return isTold
}

/** The visit as lists have it, by now; null where it was erased. */
async function asItIs(
  { store }: DecideParts,
  describe: (visit: Visit) => DescribedVisit,
  { site, id }: Visit,
): Promise<DescribedVisit | null> {
  const visit = await store.visit(site, id)
  return visit === null ? null : describe(visit)
}
