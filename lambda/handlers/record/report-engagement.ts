import { InvalidInput } from '../../domain/errors'
import type { Caller } from '../../domain/visit/caller'
import { isPastReporting, parseEngagementReport, requirePossible } from '../../domain/visit/engagement-report'
import { requireListedOrigin } from '../../domain/visit/origin-check'
import { siteNamed } from '../../domain/visit/visit'
import { clockTolerance, isVisitId, timeOfId } from '../../domain/visit/visit-id'
import type { Handler } from '../../http/api'
import { callerOf } from '../../http/caller'
import { Problem } from '../../http/problem'
import { type HttpRequest, jsonBody } from '../../http/request'
import { noContent } from '../../http/response'
import type { ReportedVisit, ReportStore } from '../../store/visit-store'
import { withRefusalKept } from './keep-refusal'
import { type RecordParts, siteOfHost } from './recording'

export interface ReportParts extends Pick<RecordParts, 'refusals' | 'sites' | 'wildcards' | 'now'> {
  /** Null where the setting `engagement` is off. */
  readonly reports: ReportStore | null
  /** Tells today's visitor of a site. */
  readonly visitorOf: (site: string, caller: Caller) => Promise<string | null>
}

/** `POST /visits/{id}/engagement`: what was read. Nothing is kept of a browser that asks not to be followed. */
export const reportEngagement =
  (parts: ReportParts): Handler =>
  async (request) => {
    await withRefusalKept(parts, request, () => reported(parts, request))
    return noContent()
  }

async function reported(parts: ReportParts, request: HttpRequest): Promise<void> {
  const { reports, sites, now, visitorOf } = parts
  const host = requireListedOrigin(sites, request.headers)
  const caller = callerOf(request)
  if (reports === null || caller.optsOut) return
  const id = request.params.id?.toLowerCase() ?? ''
  if (!isVisitId(id)) throw new InvalidInput('id must be a UUIDv7', 'id')
  const { site: named, engagement } = parseEngagementReport(jsonBody(request), host)
  const site = await siteOfHost(parts, siteNamed(named, { host, sites }))
  const add = adder({ reports, time: now(), visitorOf: () => visitorOf(site, caller) })
  if (await add({ site, id, engagement })) return
  const first = await reports.firstVisitOf(site, id)
  if (first !== null && (await add({ site, id: first, engagement }))) return
  if (isPastReporting(timeOfId(first ?? id), now()))
    throw new Problem(410, `visit ${id} is older than a day, after which nothing is added to it`)
  const others = sites.filter((one) => one !== site)
  if (first === null && (await reports.isThere(others, id)))
    throw new Problem(403, `visit ${id} is not of ${site}`)
  throw new Problem(404, `there is no visit ${id}`)
}

interface Adding {
  readonly reports: ReportStore
  readonly time: Date
  readonly visitorOf: () => Promise<string | null>
}

/** Returns a function that adds a report to its visit; false where there is none, or none that may still be reported on. */
const adder =
  ({ reports, time, visitorOf }: Adding) =>
  async (visit: ReportedVisit): Promise<boolean> => {
    const began = timeOfId(visit.id)
    if (isPastReporting(began, time) || began > time.getTime() + clockTolerance) return false
    requirePossible(visit.engagement, began, time)
    return reports.report(visit, visitorOf)
  }
