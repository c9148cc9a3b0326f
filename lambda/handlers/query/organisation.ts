import type { HandlerFor, HandlersFor } from '../../api/handler'
import {
  correctionOf,
  factsAnswerOf,
  marksIn,
  marksOf,
  narrowerOf,
  organisationOf,
} from '../../api/organisations'
import { changesCounts, markDaysForRecount } from '../../counting/reopen'
import { tally } from '../../domain/count/organisation-activity'
import {
  isNarrow,
  knownNetworks,
  type NetworkFacts,
  organisationsOf,
} from '../../domain/describe/known-network'
import { InvalidInput } from '../../domain/errors'
import { parseOrganisation } from '../../domain/organisation/asked-organisation'
import {
  amended,
  type CorrectionMessage,
  corrects,
  parseCorrection,
  withdrawn,
} from '../../domain/organisation/correction'
import { isDomain, isRegistered, type NetworkId, networkName } from '../../domain/organisation/network-id'
import type { Correction } from '../../domain/organisation/organisation'
import { parseSubject } from '../../domain/organisation/subject'
import { parseHost } from '../../domain/report/visit-filter'
import { lastDays, parsePeriod } from '../../domain/time/period'
import { Problem } from '../../http/problem'
import { type HttpRequest, jsonBody } from '../../http/request'
import { json, noContent } from '../../http/response'
import { countOrganisation, daysTold, type OrganisationParts } from '../../reports/organisations'

export const organisationHandlers = (
  parts: OrganisationParts,
): HandlersFor<
  'GET /organisations/{key}' | 'PATCH /organisations/{key}' | 'DELETE /organisations/{key}'
> => ({
  'GET /organisations/{key}': getOrganisation(parts),
  'PATCH /organisations/{key}': correctOrganisation(parts),
  'DELETE /organisations/{key}': removeCorrection(parts),
})

/** One organisation, what it read, and the owner's corrections. */
const getOrganisation =
  ({ store, networks, pages, now }: OrganisationParts): HandlerFor<'GET /organisations/{key}'> =>
  async (request) => {
    const asked = parseOrganisation(keyIn(request), 'key')
    const { site, from, to } = request.query
    const facts = { networks, corrections: await store.corrections() }
    const { known, keyOf: currentKey, networksOf } = organisationsOf(facts)
    const key = currentKey(asked)
    const place = { site: site === undefined ? null : parseHost(site), period: parsePeriod({ from, to }) }
    const { organisations, ...extent } = await countOrganisation(
      { store, pages, now },
      { ...place, key, ...facts },
    )
    const [counted] = organisations
    const ids = networksOf(key)
    const [first] = ids
    if (counted === undefined && (first === undefined || isUnheardOf(asked, facts))) throw noSuch(asked)
    const organisation = counted ?? {
      ...known(first as NetworkId),
      asns: [],
      daily: lastDays(place.period, now(), daysTold).map(() => 0),
      ...tally(pages).activity(),
    }
    const subject = isNarrow(asked) ? asked : key
    const narrower = facts.corrections.filter(
      (one) => one.subject !== subject && isNarrow(one.subject) && ids.includes(one.subject),
    )
    return json({
      ...organisationOf(organisation),
      ...marksIn(facts.corrections)(key),
      correction: correctionOf(correctionOn(subject, facts.corrections)),
      narrower: narrowerOf(narrower),
      ...extent,
    })
  }

/** Whether an AS, a domain or a registered name is neither in the network table nor corrected. */
const isUnheardOf = (asked: number | string, { networks, corrections }: NetworkFacts): boolean =>
  (typeof asked === 'number' || isDomain(asked) || isRegistered(asked)) &&
  networks.network(asked) === null &&
  correctionOn(asked, corrections) === null

/** Corrects an organisation, a network or a range. It applies to old visits too, because names are assigned on reading. */
const correctOrganisation =
  ({ store, rollups, networks, now }: OrganisationParts): HandlerFor<'PATCH /organisations/{key}'> =>
  async (request) => {
    const facts = { networks, corrections: await store.corrections() }
    const { subject, ids, before } = subjectOf(request, facts)
    const message = parseCorrection(bodyOf(request))
    requireWhole(subject, message)
    const correction = amended(subject, before, message)
    const [first] = ids
    if (first === undefined) throw noSuch(subject)
    if (changesCounts(before, correction)) await markDaysForRecount(ids, { store, rollups, now })
    if (correction === null) await store.removeCorrection(subject)
    else await store.correct(correction)
    const others = facts.corrections.filter((one) => one.subject !== subject)
    const corrections = correction === null ? others : [...others, correction]
    return json({
      ...factsAnswerOf(knownNetworks({ networks, corrections })(first)),
      ...marksOf(correction),
      correction: correctionOf(correction),
    })
  }

/** A star and a note are on who came, not on a network. @throws InvalidInput */
function requireWhole(subject: NetworkId, message: CorrectionMessage): void {
  const field = (['star', 'note'] as const).find((one) => message[one] !== undefined)
  if (field !== undefined && isNarrow(subject))
    throw new InvalidInput(`${field} is for a whole organisation, by its key`, field)
}

/** Removes the owner's correction. Star and note stay. */
const removeCorrection =
  ({ store, rollups, networks, now }: OrganisationParts): HandlerFor<'DELETE /organisations/{key}'> =>
  async (request) => {
    const { subject, ids, before } = subjectOf(request, { networks, corrections: await store.corrections() })
    if (changesCounts(before, null)) await markDaysForRecount(ids, { store, rollups, now })
    const left = before && withdrawn(before)
    if (before === null || !corrects(before) || !(await replace(store, subject, left)))
      throw new Problem(404, `there is no correction of ${networkName(subject)}`)
    return noContent()
  }

/** Puts what is left of a correction. @returns false if there was none to remove */
async function replace(
  store: OrganisationParts['store'],
  subject: NetworkId,
  left: Correction | null,
): Promise<boolean> {
  if (left === null) return store.removeCorrection(subject)
  await store.correct(left)
  return true
}

interface CorrectedSubject {
  readonly subject: NetworkId
  /** The networks that a correction of it is about; none if there is no such organisation. */
  readonly ids: readonly NetworkId[]
  readonly before: Correction | null
}

/** What a request would correct. A former key stands for the organisation's key. */
function subjectOf(request: HttpRequest, facts: NetworkFacts): CorrectedSubject {
  const named = parseSubject(keyIn(request))
  const { keyOf, networksOf } = organisationsOf(facts)
  const isWhole = !isNarrow(named)
  const subject = isWhole ? keyOf(named as string) : named
  const before = correctionOn(subject, facts.corrections)
  return { subject, ids: isWhole ? networksOf(subject as string) : [subject], before }
}

/** The path's parameter. Whether API Gateway decodes it is not said, and no key has a percent sign. */
function keyIn({ params: { key = '' } }: HttpRequest): string {
  try {
    return decodeURIComponent(key)
  } catch {
    return key
  }
}

const correctionOn = (subject: NetworkId, corrections: readonly Correction[]): Correction | null =>
  corrections.find((one) => one.subject === subject) ?? null

function noSuch(subject: NetworkId): Problem {
  const what = typeof subject === 'number' ? 'network' : 'organisation'
  return new Problem(404, `there is no ${what} ${networkName(subject)}, and no visit from one`)
}

function bodyOf(request: HttpRequest): unknown {
  if ((request.body ?? '') !== '') return jsonBody(request)
  throw new InvalidInput('body is required: a JSON object such as {"kind": "business"}')
}
