import * as words from '#words'
import type { AnswerOf } from '../../../../lambda/api/routes'
import type { Kind } from '../../../../lambda/domain/organisation/organisation'
import { filledText } from '../../text/filled'
import { countOrMore, countText, number } from '../../text/format'
import { soughtKinds } from '../../text/kind'
import { isPerhaps, isSought, type OrganisationRow } from '../organisation-rows'
import type { KindsCame } from './kinds-came'

export interface Beyond {
  /** The organisations that are counted and not listed. */
  readonly others: AnswerOf<'GET /organisations'>['others'] | null
  /** Whether there may be some that are not counted. */
  readonly isMore: boolean
  /** Null until they are known. */
  readonly kinds: KindsCame | null
}

/** The heading of the overview: how many organisations came, or through what the visits came that none made. */
export function whoCameText(rows: readonly OrganisationRow[], { others, isMore, kinds }: Beyond): string {
  const areSought = rows.every(isSought)
  const perhaps = areSought ? rows.filter(isPerhaps).length + (others?.perhaps ?? 0) : 0
  const sure = rows.length + (others?.organisations ?? 0) - perhaps
  if (rows.length === 0) return kinds === null ? words.whoCame : throughText(kinds)
  if (sure === 0) return words.perhapsCame(countOrMore(perhaps, isMore, words.ofFirms))
  const came = words.came(countOrMore(sure, isMore, areSought ? words.ofOrganisations : words.ofNetworks))
  return perhaps === 0 ? came : words.andPerhaps(came, countText(perhaps, words.ofFirms))
}

/** The most kinds that a heading names. */
const mostKinds = 3

/** `2 visits, both through a home or office provider`. */
function throughText({ visits, isAtLeast, values, complete }: KindsCame): string {
  if (visits === null) return words.whoCame
  const counts = new Map<Kind, number>(values.map((one) => [one.kind, one.visits]))
  const told = values.reduce((sum, one) => sum + one.visits, 0)
  const all = Math.max(visits, told) // the answers may be of two moments
  if (complete) add(counts, 'unknown', all - told)
  const kinds = [...counts].filter(([, count]) => count > 0).toSorted(([, a], [, b]) => b - a)
  const [first] = kinds
  if (first === undefined || kinds.some(([kind]) => soughtKinds.has(kind))) return words.noOrganisationCame
  const counted = countOrMore(all, isAtLeast, words.ofVisits)
  if (first[1] === all) return filledText(words.allThrough[formOf(all)], counted, words.through[first[0]])
  const named = kinds.slice(0, mostKinds)
  const rest = all - named.reduce((sum, [, count]) => sum + count, 0)
  const parts = named.map(([kind, count]) => `${number(count)} ${words.through[kind]}`)
  return words.someThrough(counted, [...parts, ...(rest > 0 ? [words.others(number(rest))] : [])].join(', '))
}

const add = (counts: Map<Kind, number>, kind: Kind, count: number): unknown =>
  counts.set(kind, (counts.get(kind) ?? 0) + count)

const formOf = (visits: number): keyof typeof words.allThrough => {
  if (visits === 1) return 'one'
  return visits === 2 ? 'both' : 'all'
}
