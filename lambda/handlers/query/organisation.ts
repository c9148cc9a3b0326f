import type { HandlerFor, HandlersFor } from '../../api/handler'
import { correctionOf, networkAnswerOf, organisationOf } from '../../api/organisations'
import { changesCounts, markDaysForRecount } from '../../counting/reopen'
import { tally } from '../../domain/count/organisation-activity'
import { knownNetworks } from '../../domain/describe/known-network'
import { InvalidInput } from '../../domain/errors'
import { parseAsn } from '../../domain/organisation/asn'
import { amended, parseCorrection } from '../../domain/organisation/correction'
import type { Correction } from '../../domain/organisation/organisation'
import { parseHost } from '../../domain/report/visit-filter'
import { parsePeriod } from '../../domain/time/period'
import { Problem } from '../../http/problem'
import { type HttpRequest, jsonBody } from '../../http/request'
import { json, noContent } from '../../http/response'
import { countOrganisation, type OrganisationParts } from '../../reports/organisations'

export const organisationHandlers = (
  parts: OrganisationParts,
): HandlersFor<
  'GET /organisations/{asn}' | 'PATCH /organisations/{asn}' | 'DELETE /organisations/{asn}'
> => ({
  'GET /organisations/{asn}': getOrganisation(parts),
  'PATCH /organisations/{asn}': correctOrganisation(parts),
  'DELETE /organisations/{asn}': removeCorrection(parts),
})

/** One organisation, what it read, and the owner's correction. */
const getOrganisation =
  ({ store, networkOf, pages, now }: OrganisationParts): HandlerFor<'GET /organisations/{asn}'> =>
  async (request) => {
    const asn = asnOf(request)
    const { site, from, to } = request.query
    const asked = {
      site: site === undefined ? null : parseHost(site),
      period: parsePeriod({ from, to }),
      asn,
      networkOf,
      corrections: await store.corrections(),
    }
    const { organisations, ...extent } = await countOrganisation({ store, pages, now }, asked)
    const correction = correctionOn(asn, asked.corrections)
    const [counted] = organisations
    if (counted === undefined && correction === null && networkOf(asn) === null) {
      throw new Problem(404, `there is no network AS${asn}, and no visit from one`)
    }
    const organisation = counted ?? { ...knownNetworks(asked)(asn), ...tally(pages).activity() }
    return json({ ...organisationOf(organisation), correction: correctionOf(correction), ...extent })
  }

/** `PATCH /organisations/{asn}`: the owner's correction. It applies to old visits too, because names are assigned on reading. */
const correctOrganisation =
  ({ store, rollups, networkOf, now }: OrganisationParts): HandlerFor<'PATCH /organisations/{asn}'> =>
  async (request) => {
    const asn = asnOf(request)
    const message = parseCorrection(bodyOf(request))
    const before = correctionOn(asn, await store.corrections())
    const correction = amended(asn, before, message)
    if (changesCounts(before, correction)) await markDaysForRecount(asn, { store, rollups, now })
    if (correction === null) await store.removeCorrection(asn)
    else await store.correct(correction)
    const network = knownNetworks({ networkOf, corrections: correction === null ? [] : [correction] })(asn)
    return json({ ...networkAnswerOf(network), correction: correctionOf(correction) })
  }

/** Removes the owner's correction. */
const removeCorrection =
  ({ store, rollups, now }: OrganisationParts): HandlerFor<'DELETE /organisations/{asn}'> =>
  async (request) => {
    const asn = asnOf(request)
    const before = correctionOn(asn, await store.corrections())
    if (changesCounts(before, null)) await markDaysForRecount(asn, { store, rollups, now })
    if (!(await store.removeCorrection(asn))) throw new Problem(404, `there is no correction of AS${asn}`)
    return noContent()
  }

const asnOf = ({ params }: HttpRequest): number => parseAsn(params.asn ?? '', 'asn')

const correctionOn = (asn: number, corrections: readonly Correction[]): Correction | null =>
  corrections.find((one) => one.asn === asn) ?? null

function bodyOf(request: HttpRequest): unknown {
  if ((request.body ?? '') !== '') return jsonBody(request)
  throw new InvalidInput('body is required: a JSON object such as {"kind": "business"}')
}
