import type { VisitAnswer } from '../../../lambda/api/visits'
import { type Ask, strange } from '../api/api-client'

/** What the API takes to select visits, by its own names. */
export type VisitQuery = Readonly<Record<string, string | undefined>>

/** One answer of `GET /visits`. */
export interface VisitPage {
  readonly visits: readonly VisitAnswer[]
  /** Null at the end. */
  readonly cursor: string | null
}

/** The most visits that one answer holds; see lambda/api/visits.ts. */
export const pageSize = 500

/** Asks for one page. A page may be empty and still not be the last. */
export type FetchPage = (limit: number, cursor: string | null) => Promise<VisitPage>

export const pageFetcher =
  (ask: Ask, query: VisitQuery): FetchPage =>
  async (limit, cursor) => {
    const page = await ask('/visits', { ...query, limit: String(limit), cursor: cursor ?? undefined })
    if (!isPage(page)) throw strange('the server')
    return page
  }

function isPage(value: unknown): value is VisitPage {
  if (typeof value !== 'object' || value === null) return false
  const { visits, cursor } = value as Partial<VisitPage>
  return Array.isArray(visits) && (cursor === null || typeof cursor === 'string')
}
