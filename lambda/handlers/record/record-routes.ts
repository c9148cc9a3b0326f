import type { RecordRoute } from '../../api/routes'
import type { Handler } from '../../http/api'
import { preflight } from '../../http/cors'
import { followLink, type LinkParts } from './follow-link'
import { type Beacons, getBeacon } from './get-beacon'
import { recordLeaf, recordPlain } from './record-plain'
import { recordVisit } from './record-visit'
import { type ReportParts, reportEngagement } from './report-engagement'

/** The routes that are open to the pages of listed sites. */
export const recordRoutes = (
  parts: LinkParts & ReportParts & { readonly beacons: Beacons },
): Record<RecordRoute, Handler> => ({
  'POST /visits': recordVisit(parts),
  'POST /visits/{id}/engagement': reportEngagement(parts),
  'GET /record': recordPlain(parts),
  'GET /leaf.gif': recordLeaf(parts),
  'GET /l/{code}': followLink(parts),
  'HEAD /l/{code}': followLink(parts),
  'GET /visitbook.js': getBeacon(parts),
  'HEAD /visitbook.js': getBeacon(parts),
  'GET /{asset}': getBeacon(parts),
  'HEAD /{asset}': getBeacon(parts),
  'OPTIONS /{proxy+}': preflight(parts.sites),
})
