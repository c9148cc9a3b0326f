import type { AnswerOf } from '../../../lambda/api/routes'
import type { VisitAnswer } from '../../../lambda/api/visits'
import { question } from '../state/navigation'
import type { Client } from './client'
import { type Path, pathOf } from './request-list'
import { hasGap, mergeVisits, newVisits } from './visit-merge'

type VisitListAnswer = AnswerOf<'GET /visits'>

/** What is known of a list of visits that grows at both ends. */
export interface LiveList {
  readonly of: Path | null
  /** What the reader had asked. Its path changes with the day. */
  readonly question: string
  readonly visits: readonly VisitAnswer[] | null
  /** When the newest were loaded, in milliseconds since 1970. */
  readonly at: number | null
  readonly waiting: readonly VisitAnswer[]
  readonly fresh: ReadonlySet<string>
  /** The path of older visits. */
  readonly older: Path | null
  readonly error: unknown
  readonly olderError: unknown
  readonly isLoading: boolean
}

export const nothing: LiveList = {
  of: null,
  question: '',
  visits: null,
  at: null,
  waiting: [],
  fresh: new Set(),
  older: null,
  error: null,
  olderError: null,
  isLoading: true,
}

/** The list to show while `path` is loading: the same one, the one that was left there, or the one before. */
export function whileLoading(list: LiveList, client: Client, path: Path): LiveList {
  if (list.of === path || list.question === question()) return { ...list, error: null }
  return keptOf(client, path) ?? { ...list, error: null, olderError: null, isLoading: true }
}

/** The list after the first page has arrived. One that is already shown keeps its older visits. */
export function withFirst(list: LiveList, path: Path, first: VisitListAnswer): LiveList {
  const asked = question()
  const loaded = { of: path, question: asked, at: Date.now(), error: null, isLoading: false }
  const isSame = list.visits !== null && (list.of === path || list.question === asked)
  const known = sinceStartOf(path, list.visits ?? [])
  if (isSame && !hasGap(known, first)) return { ...list, ...loaded, visits: mergeVisits(first.visits, known) }
  return { ...nothing, ...loaded, visits: first.visits, older: olderPath(path, first.cursor) }
}

export const withOlder = (list: LiveList, { visits, cursor }: VisitListAnswer): LiveList => ({
  ...list,
  visits: mergeVisits(list.visits ?? [], visits),
  older: olderPath(list.older ?? '', cursor),
  isLoading: false,
})

export function withNew(list: LiveList, arrived: readonly VisitAnswer[], atOnce: boolean): LiveList {
  const known = list.visits ?? []
  if (!atOnce) return { ...list, waiting: mergeVisits(list.waiting, newVisits(known, arrived)) }
  const added = newVisits(known, [...list.waiting, ...arrived])
  return {
    ...list,
    visits: mergeVisits(known, added),
    waiting: [],
    fresh: new Set([...list.fresh, ...added.map(({ id }) => id)]),
  }
}

const queryOf = (path: Path): URLSearchParams => new URLSearchParams(path.split('?')[1])

/** The period of a path may have moved on by a day. */
function sinceStartOf(path: Path, visits: readonly VisitAnswer[]): readonly VisitAnswer[] {
  const start = queryOf(path).get('from') ?? ''
  return visits.filter(({ time }) => time >= start)
}

/** The path of the page after one. A cursor goes with the query that it came from. */
const olderPath = (path: Path, cursor: string | null): Path | null =>
  cursor === null ? null : pathOf(path.split('?')[0] ?? '', { ...Object.fromEntries(queryOf(path)), cursor })

const lists = new WeakMap<object, Map<Path, LiveList>>()

export const keptOf = (client: Client, path: Path): LiveList | undefined => lists.get(client.era())?.get(path)

/** Keeps a list as it is, to be shown again when the reader comes back to it. */
export function keep(client: Client, list: LiveList): void {
  if (list.of === null || list.visits === null) return
  const kept = lists.get(client.era()) ?? new Map<Path, LiveList>()
  kept.set(list.of, { ...list, fresh: nothing.fresh, isLoading: false })
  lists.set(client.era(), kept)
}
