import type { AnswerOf } from '../../../lambda/api/routes'
import { type Fact, hiddenFrom, keptUntil, Violation } from '../history'
import type { Act } from '../plan'
import { longestLag } from '../table/lag'
import { mostDrift } from '../time/simulated-time'
import type { Owner } from '../world/owner'

/** Goes through all pages of a list, with pauses. Whatever was there all along comes exactly once. */
export async function walk(
  owner: Owner,
  { limit, pauseMs, sittings }: Extract<Act, { does: 'walk' }>,
): Promise<void> {
  const { time, history } = owner.world
  const begun: Begun = { at: time.now, retentionDays: owner.world.service.deployed.retentionDays }
  const titles = await (sittings ? titlesOfSittings : titlesOfVisits)(owner, limit, pauseMs)
  if (titles === null) return // the service was busy, and whoever walks begins anew
  history.tell(`all ${sittings ? 'sittings' : 'visits'} are listed, ${limit} a page`)
  checkListed(owner, titles, begun)
  checkWhole(owner, new Set(titles), begun.at)
}

type Titles = readonly string[]
type Pages = (owner: Owner, limit: number, pauseMs: number) => Promise<Titles | null>

const titlesOfVisits: Pages = pagesOf<AnswerOf<'GET /visits'>>('GET /visits', ({ visits }) =>
  visits.map(({ title }) => title ?? ''),
)

const titlesOfSittings: Pages = pagesOf<AnswerOf<'GET /sittings'>>('GET /sittings', ({ sittings }) =>
  sittings.flatMap(({ visits }) => visits.map(({ title }) => title ?? '')),
)

function pagesOf<A extends { readonly cursor: string | null }>(
  route: string,
  titlesIn: (answer: A) => Titles,
): Pages {
  return async (owner, limit, pauseMs) => {
    const titles: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const query = { limit: String(limit), bot: 'include', mine: 'include', ...owner.everything }
      const answer: A | null = await owner.ask<A>({
        route,
        query: { ...query, ...(cursor !== '' && { cursor }) },
      })
      if (answer === null) return null
      titles.push(...titlesIn(answer))
      cursor = answer.cursor
      if (cursor !== null) await owner.world.time.wait(pauseMs)
    }
    return titles
  }
}

function checkListed({ world }: Owner, titles: Titles, begun: Begun): void {
  const seen = new Set<string>()
  for (const title of titles) {
    const fact = world.history.factOf(title)
    if (seen.has(title)) throw new Violation('a walk gives each visit once', `"${title}" was listed twice`)
    seen.add(title)
    checkKnown({ world }, fact, begun, 'listed')
  }
}

/** When somebody began to ask, and what was deployed then. */
export interface Begun {
  readonly at: number
  readonly retentionDays: number
}

/** What was erased, or is too old, is known to nobody. */
export function checkKnown({ world }: Pick<Owner, 'world'>, fact: Fact, begun: Begun, how: string): void {
  const { title, erasedAt, isUnsure } = fact
  if (isUnsure) return
  if (erasedAt !== null && erasedAt + longestLag < begun.at)
    throw new Violation('erased is erased', `"${title}" is ${how} after it was erased`)
  const setting = Math.max(begun.retentionDays, world.service.deployed.retentionDays)
  if (begun.at >= hiddenFrom(fact, setting) + mostDrift)
    throw new Violation('what is too old is hidden', `"${title}" is ${how}`)
}

/** What was there before it began, and is there still. */
function checkWhole({ world }: Owner, seen: ReadonlySet<string>, begun: number): void {
  const { history, time } = world
  for (const fact of history.facts.values())
    if (isThere(fact, begun, time.now) && !seen.has(fact.title))
      throw new Violation(
        'a walk gives each visit once',
        `"${fact.title}" was there all along, and was not listed`,
      )
}

const isThere = (fact: Fact, from: number, to: number): boolean =>
  fact.keptAt !== null &&
  fact.keptAt + longestLag < from &&
  !fact.isUnsure &&
  fact.erasing === null &&
  to + mostDrift < keptUntil(fact)
