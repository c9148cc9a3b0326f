import type { RecordRoute } from '../contract'
import type { Handler } from '../http/api'
import { preflight } from '../http/cors'
import { type Beacon, getAsset, getBeacon } from './get-beacon'
import { recordPixel, recordPlain } from './record-plain'
import { recordVisit } from './record-visit'
import type { RecordParts } from './recording'

/** Everything that is open to the pages of listed sites. */
export const recordRoutes = (parts: RecordParts & { beacon: Beacon }): Record<RecordRoute, Handler> => ({
  'POST /visits': recordVisit(parts),
  'GET /record': recordPlain(parts),
  'GET /pixel.gif': recordPixel(parts),
  'GET /beacon.js': getBeacon(parts.beacon),
  'GET /{asset}': getAsset(parts.beacon),
  'OPTIONS /{proxy+}': preflight(parts.sites),
})
