import type { AnswerOf } from '../../../lambda/api/routes'
import { maxLimit } from '../../../lambda/api/visits'
import type { ApiClient, QueryText } from '../api/api-client'
/** What the API takes to select visits, by its own names. */
export type VisitQuery = QueryText<'GET /visits'>

export type VisitPage = AnswerOf<'GET /visits'>

/** Fetches one page, as large as the API makes them or smaller. A page may be empty and still not be the last. */
export type FetchPage = (cursor: string | null, limit?: number) => Promise<VisitPage>

export const pageFetcher =
  (ask: ApiClient, query: VisitQuery): FetchPage =>
  (cursor, limit = maxLimit) =>
    ask('GET /visits', {
      ...query,
      limit: String(Math.min(limit, maxLimit)),
      cursor: cursor ?? undefined,
    })
