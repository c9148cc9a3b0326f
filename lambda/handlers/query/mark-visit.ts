import type { HandlerFor } from '../../api/handler'
import { mineMessage, visitAnswerOf } from '../../api/visits'
import { type MarkParts, markVisits } from '../../counting/owner-marks'
import { describer } from '../../domain/describe/described-visit'
import type { Directory } from '../../domain/describe/known-network'
import { dayOf } from '../../domain/time/day'
import { validate } from '../../domain/validate'
import { markedBy } from '../../domain/visit/mine-mark'
import type { Visit } from '../../domain/visit/visit'
import { Problem } from '../../http/problem'
import { jsonBody } from '../../http/request'
import { json } from '../../http/response'
import { namedVisit } from '../../reports/named-visits'
import type { RecipientStore } from '../../store/recipient-store'
import type { QueryStore } from '../../store/visit-store'
import { noSuchVisit, placesOf } from './visit-places'

export type MarkVisitParts = MarkParts & {
  readonly store: Pick<QueryStore, 'visit' | 'sites' | 'corrections'>
  readonly recipients: RecipientStore
  readonly networks: Directory
}

/** Says whose a visit is, and with it those of its visitor on that day. Without `site`, on every site that has the id. */
export const markVisit =
  (parts: MarkVisitParts): HandlerFor<'PATCH /visits/{id}'> =>
  async (request) => {
    const { store, recipients, networks } = parts
    const { id, sites } = await placesOf(store, request)
    const { mine } = validate(mineMessage, jsonBody(request))
    const found = await Promise.all(sites.map((site) => store.visit(site, id)))
    const visits = found.filter((visit) => visit !== null)
    const [first] = visits
    if (first === undefined) throw noSuchVisit(id)
    for (const visit of visits)
      if ((await markVisits(parts, { ...markedBy(visit), mine })) === 'not countable') throw tooLate(visit)
    const describe = describer({ networks, corrections: await store.corrections() })
    return json(visitAnswerOf(await namedVisit(recipients, describe({ ...first, mine }))))
  }

const tooLate = ({ time }: Visit) =>
  new Problem(409, `visits of ${dayOf(time)} expire within hours, and that day cannot be counted again`)
