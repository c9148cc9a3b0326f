import type { Handler } from '../../http/api'
import { jsonBody } from '../../http/request'
import { noContent } from '../../http/response'
import { type RecordParts, record } from './recording'

/** `POST /visits`: the beacon. */
export const recordVisit =
  (parts: RecordParts): Handler =>
  async (request) => {
    await record(parts, request, jsonBody)
    return noContent()
  }
