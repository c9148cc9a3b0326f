import type { HandlerFor, HandlersFor } from '../../api/handler'
import { visitAnswerOf } from '../../api/visits'
import { archiveUntil } from '../../counting/archive-promise'
import type { ErasureParts } from '../../counting/erasure'
import { eraseTold } from '../../counting/told-erasure'
import { type ToldParts, withdrawVisits } from '../../counting/withdraw-messages'
import { eachAtOnce } from '../../domain/at-once'
import { describer } from '../../domain/describe/described-visit'
import type { Directory } from '../../domain/describe/known-network'
import { dayOf } from '../../domain/time/day'
import { json, noContent } from '../../http/response'
import { namedVisit } from '../../reports/named-visits'
import type { ArchiveStore } from '../../store/archive-store'
import type { RecipientStore } from '../../store/recipient-store'
import type { QueryStore } from '../../store/visit-store'
import { type MarkVisitParts, markVisit } from './mark-visit'
import { noSuchVisit, placesOf, timeOf } from './visit-places'

interface GetParts {
  readonly store: Pick<QueryStore, 'visit' | 'sites' | 'corrections'>
  readonly recipients: Pick<RecipientStore, 'recipients'>
  readonly networks: Directory
}

type EraseParts = ErasureParts &
  ToldParts & {
    readonly store: Pick<QueryStore, 'visit' | 'sites'>
    readonly archiveMarks?: ArchiveStore | null
  }

export const visitHandlers = (
  parts: GetParts & EraseParts & MarkVisitParts,
): HandlersFor<'GET /visits/{id}' | 'PATCH /visits/{id}' | 'DELETE /visits/{id}'> => ({
  'GET /visits/{id}': getVisit(parts),
  'PATCH /visits/{id}': markVisit(parts),
  'DELETE /visits/{id}': eraseVisit(parts),
})

/** One visit. The id leads to its day, so without `site` every site is asked. */
const getVisit =
  ({ store, recipients, networks }: GetParts): HandlerFor<'GET /visits/{id}'> =>
  async (request) => {
    const { id, sites } = await placesOf(store, request)
    for (const site of sites) {
      const visit = await store.visit(site, id)
      if (visit === null) continue
      const describe = describer({ networks, corrections: await store.corrections() })
      return json(visitAnswerOf(await namedVisit(recipients, describe(visit))))
    }
    throw noSuchVisit(id)
  }

/** Says until when the archive's files may still have what was erased. */
const archiveHeader = 'archive-until'

/** Erases one visit. Without `site`, on every site that has the id: afterwards no site has it. */
const eraseVisit =
  (parts: EraseParts): HandlerFor<'DELETE /visits/{id}'> =>
  async (request) => {
    const { id, sites } = await placesOf(parts.store, request)
    const found = await Promise.all(sites.map((site) => parts.store.visit(site, id)))
    const visits = found.filter((visit) => visit !== null)
    if (visits.length === 0) await withdrawVisits(parts.outbox, [{ id, time: timeOf(id) }]) // what a request that was cut off has left
    const erased = await eraseTold(parts, visits)
    if (erased === 0 && !(await withdrawOld(parts, { id, sites }))) throw noSuchVisit(id)
    return noContent(parts.archiveMarks ? { [archiveHeader]: archiveUntil(parts.now()) } : {})
  }

/** Takes a visit that the table no longer has out of the archive. @returns whether the archive may have it */
async function withdrawOld(
  { store, archiveMarks = null }: EraseParts,
  { id, sites }: { readonly id: string; readonly sites: readonly string[] },
): Promise<boolean> {
  if (archiveMarks === null) return false
  const day = dayOf(timeOf(id))
  const found = await eachAtOnce(sites, async (site) => {
    const isGone = (await store.daysOf(site, day, day)).length === 0
    if (!isGone || !(await archiveMarks.archivedDays(site)).has(day)) return []
    await archiveMarks.withdraw(site, day, [id])
    return [site]
  })
  return found.flat().length > 0
}
